import { WEEKDAYS, type Weekday } from '../../dialogs/words.ts';

/** Forty clocks: both hemispheres, half and quarter hours, midnight changes, and a change of half an hour. */
export const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Kathmandu',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'Pacific/Chatham',
  'Antarctica/Troll',
  'America/Nuuk',
  'Africa/Casablanca',
  'Europe/London',
  'Europe/Lisbon',
  'Atlantic/Azores',
  'Europe/Kyiv',
  'Europe/Chisinau',
  'Asia/Jerusalem',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Asia/Tehran',
  'Asia/Kabul',
  'Australia/Adelaide',
  'Australia/Sydney',
  'Australia/Eucla',
  'Pacific/Auckland',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Marquesas',
  'Pacific/Norfolk',
  'Pacific/Easter',
  'America/Havana',
  'America/Asuncion',
  'America/Sao_Paulo',
  'America/Los_Angeles',
  'America/Phoenix',
  'America/Halifax',
  'America/Port-au-Prince',
  'UTC',
] as const;

export interface Simulated {
  user: string;
  zone: string;
  /** "HH:MM" */
  time: string;
  days: 'daily' | 'weekdays' | Weekday[];
  /** The same days as a calendar counts them, 0 for Sunday. */
  dayNumbers: number[];
}

/** People who want to be asked; every other one in the hours in which clocks change. */
export function somePeople(count: number, random: () => number): Simulated[] {
  return Array.from({ length: count }, (_, number) => {
    const hour = number % 2 ? Math.floor(random() * 24) : Math.floor(random() * 4);
    const minute = Math.floor(random() * 60);
    const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    const chosen = WEEKDAYS.filter(() => random() < 0.4);
    const days = number % 3 === 0 ? 'daily' : number % 3 === 1 || chosen.length === 0 ? 'weekdays' : chosen;
    const names: readonly Weekday[] = days === 'daily' ? WEEKDAYS : days === 'weekdays' ? WEEKDAYS.slice(0, 5) : days;
    return {
      user: `29:person-${number}`,
      zone: ZONES[number % ZONES.length] as string,
      time,
      days,
      // The calendar's week begins on Sunday, that of the words on Monday.
      dayNumbers: names.map((name) => (WEEKDAYS.indexOf(name) + 1) % 7),
    };
  });
}

import { type PersonKey, personKey } from '../../src/address.ts';
import type { Turn } from '../../src/store/store.ts';
import { newPerson, type Schedule } from '../../src/turn/person.ts';
import { TEAMS_BOT, TEAMS_TENANT } from './activities.ts';

interface Person {
  /** The user's id on the channel; also names the conversation. */
  user: string;
  tenant?: string;
  serviceUrl: string;
}

export const keyOf = ({ user, tenant = TEAMS_TENANT }: Pick<Person, 'user' | 'tenant'>): PersonKey =>
  personKey('msteams', tenant, user);

/** The turn that makes somebody known who wants to be asked, next at `schedule.next`, and has never been heard by a process. */
export function wantsCheckIns(person: Person, schedule: Pick<Schedule, 'time' | 'days' | 'zone' | 'next'>): Turn {
  const { user, tenant = TEAMS_TENANT, serviceUrl } = person;
  const state = newPerson();
  const since = schedule.next.at - 86_400_000;
  state.consentAt = since;
  state.welcomed = true;
  state.schedule = { ...schedule, since, pausedUntil: null, snoozedTo: null, unanswered: 0, changes: {} };
  return {
    person: keyOf(person),
    revision: 0,
    state,
    address: {
      channel: 'msteams',
      serviceUrl,
      conversation: `a:${user}`,
      scope: 'personal',
      bot: { id: TEAMS_BOT },
      user: { id: user },
      tenant,
    },
    results: [],
    wakes: { 'check-in': schedule.next.at },
    outbox: [],
    now: since,
  };
}

/** Every day at this moment, as a clock in UTC reads it. */
export function dailyAt(at: number): Pick<Schedule, 'time' | 'days' | 'zone' | 'next'> {
  const iso = new Date(at).toISOString();
  return { time: iso.slice(11, 16), days: 'daily', zone: 'UTC', next: { at, date: iso.slice(0, 10) } };
}

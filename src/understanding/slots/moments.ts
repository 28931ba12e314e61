import { before } from './around.ts';
import { plainCalendar } from './calendarWords.ts';

/** Times without a number, the most exact first. The confirmation shows the time that is taken, and any other can be said. */
const MOMENTS: [said: RegExp, time: string][] = [
  [/\b(?:before|with|over|at|after|around)? ?(?:my )?(?:breakfast|brekkie|brekky)\b/, '08:00'],
  [
    /\b(?:first thing|before work|(?:when|once|as soon as) i (?:get up|wake up|wake|am up|rise|log (?:on|in)))\b/,
    '08:00',
  ],
  [
    /\b(?:start|beginning) of (?:the|my) (?:work ?)?(?:day|shift)\b|\bwhen i (?:start|get (?:in|to work)|arrive)\b/,
    '09:00',
  ],
  [/\b(?:mid|middle of the|half ?way through the|late)[ -]?morning\b|\belevenses\b|\bcoffee (?:break|time)\b/, '10:30'],
  [/\b(?:after|post)[ -]?(?:my )?lunch\b/, '13:00'],
  [/\bbefore (?:my )?lunch\b/, '11:30'],
  [/\b(?:lunch ?times?|lunch ?break|lunch ?hour|(?:at|over|around|during) (?:my )?lunch|lunch)\b/, '12:30'],
  [/\btea ?time\b|\btea break\b|\b(?:late|end of the) afternoon\b/, '16:00'],
  [
    /\b(?:end|close|finish) of (?:the|my|a|every|each)? ?(?:(?:work|working|business) ?)?(?:day|shift|play)\b|\beod\b|\b(?:before|when) i (?:log off|clock off|finish|leave (?:work|the office))\b|\bknocking off time\b|\bhome time\b/,
    '17:00',
  ],
  [
    /\bafter (?:work|office hours|my shift)\b|\bwhen i(?:(?:'m| am)? (?:get|come|reach|back) home|(?:'m| am) home from work)\b/,
    '18:00',
  ],
  [/\b(?:at|after|before|around) (?:my )?(?:dinner|supper)\b|\b(?:dinner|supper) ?time\b/, '19:00'],
  [/\bbed ?time\b|\bbefore (?:i go to )?(?:bed|sleep)\b/, '21:30'],
  [/\bin the pm\b|(?<!\d ?)\bpms?\b/, '15:00'],
  [/\bin the am\b|\bams\b|(?:day|mon|tues?|wed|thurs?|fri|sat|sun)s? am\b/, '09:00'],
  [/\bmid[ -]?afternoon\b|\bafternoons?\b/, '15:00'],
  [/\b(?:early )?evenings?\b/, '18:00'],
  [/\b(?:tonight|(?:at |every |each )nights?|nightly|late evening)\b/, '20:00'],
  [/\bearly morning\b|\bearly (?:on|in the day|doors|birds?)\b/, '08:00'],
  [/\bmornings?\b/, '09:00'],
];
/**
 * "In the mornings", "after lunch": a time of day without a number, as the time people mostly mean by it. `today` takes
 * "this evening" too, which is no time for every day.
 */
export function readMoment(message: string, today: boolean): string | undefined {
  const text = plainCalendar(message);
  for (const [said, time] of MOMENTS) {
    const found = said.exec(text);
    const lead = found ? before(text, found.index) : '';
    if (
      !found ||
      NOT_MEANT.test(lead) ||
      GIVEN_UP.test(text.slice(found.index + found[0].length)) ||
      (!today && /\bthis\s+$/.test(lead))
    )
      continue;
    return time;
  }
  return undefined;
}

/** "Mornings are bad": another time is meant. */
const GIVEN_UP =
  /^ (?:is|are|'s) (?:usually |always |often |just |mostly )*(?:(?:too |very |really |so |pretty |a bit )?(?:bad|busy|hectic|crazy|mad|chaotic|full|tricky|stressful)|no good|not good|the worst|worst|terrible|awful|hell|chaos|madness|impossible|out\b|a nightmare|a mess|a no)\b/;
const NOT_MEANT = /\b(?:not|no|never|last|than|yesterday|since)\s+(?:in the |in |at |the |on |during )?$/;

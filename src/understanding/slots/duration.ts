import { numberIn } from '../recognizers.ts';
import { plainCalendar } from './calendarWords.ts';

const MINUTES: Record<string, number> = { m: 1, h: 60, d: 1440, w: 10_080 };

/** A number or what stands for one, and a unit of time: "39 minutes", "an hour", "1.5 h", "a couple of days". */
const PART =
  /(?<![\d:.,])(?:(\d{1,4}(?:[.,]\d{1,2})?)(?: and a half)?|\b(an?|another|half an?|half|a couple(?: of)?|couple(?: of)?|a pair of|a few|few|several))[ -]?(?:more |good |whole |full )?(m|mins?|minutes?|minuets?|mints|h|hr|hrs|hours?|d|days?|w|wks?|weeks?|fortnights?)\b( and a half)?(?: and (?:a )?(quarter|half)\b)?/g;

const STANDS_FOR: Record<string, number> = { a: 1, an: 1, another: 1, half: 0.5 };

/** A length given up for another, or told of something else: "not 10 minutes", "my meeting takes 40 minutes". */
const NOT_MEANT =
  /\b(?:not|instead of|rather than|takes?|took|lasts?|lasting|for the last|has|runs?|is|was|has been|i have|i've|it'?s|(?:i|we) have a|a|my|the|first|have to)\s+(?:another |about |only |a |an |some |over |under )?$/;
const JOINED = /^\s*(?:,|and|&|plus)?\s*(?:a )?$/;

/** How long from now, in minutes: "39 minutes", "half an hour", "2h", "an hour and a half". Of several the last meant. */
export function readMinutes(message: string): number | undefined {
  // "A hundred and twenty minutes": a number that our own short list does not hold.
  if (/\bhundred\b[a-z -]*\bmin/.test(message)) return numberIn(message);
  const text = lengths(message);
  const told: { minutes: number; each: number; from: number; end: number }[] = [];
  for (const part of text.matchAll(PART)) {
    const length = lengthOf(part);
    if (!length) continue;
    const { minutes, each } = length;
    const end = part.index + part[0].length;
    const last = told.at(-1);
    // "An hour and twenty minutes", but not "an hour, an hour and a half".
    if (last && minutes < last.each && JOINED.test(text.slice(last.end, part.index))) {
      last.minutes += minutes;
      last.end = end;
    } else told.push({ minutes, each, from: part.index, end });
  }
  const meant = told.filter(({ from }) => !NOT_MEANT.test(text.slice(Math.max(0, from - 30), from)));
  const total = (meant.at(-1) ?? told.at(-1))?.minutes ?? 0;
  return total > 0 ? Math.round(total) : undefined;
}

/** How many minutes a number and its unit are, and one such unit. */
function lengthOf([whole, number, word, unit = '', half, rest]: RegExpExecArray):
  | { minutes: number; each: number }
  | undefined {
  const each = /^fortnight/.test(unit) ? 20_160 : MINUTES[unit[0] ?? ''];
  // "a m" is a half of the day and no minute.
  if (each === undefined || (word !== undefined && unit.length === 1)) return undefined;
  const key = word?.replace(/ (?:of|an?)$/, '') ?? '';
  const few = each === 1 ? 5 : 3;
  let count = number
    ? Number(number.replace(',', '.'))
    : /few|several/.test(key)
      ? few
      : /couple|pair/.test(key)
        ? 2
        : (STANDS_FOR[key] ?? 1);
  if (/ and a half/.test(whole) || half || rest === 'half') count += 0.5;
  if (rest === 'quarter') count += 0.25;
  return { minutes: count * each, each };
}

/** Words that may stand around a length of time when the message does nothing but put something off. */
const AROUND =
  /\b(?:ok|okay|yes|no|please|pls|plz|thanks|remind|ask|ping|nudge|message|check|text|write|poke|try|come|bug|me|us|it|this|again|back|in|for|by|about|around|roughly|another|more|just|maybe|give|snooze|later|not|now|wait|hold|on|or|so|like|say|after|a|an|and|bit|postpone|delay|defer|put|off|push|can|you|could|busy|meeting|i need|once)\b/g;

/** The message is a length of time and little else: "in 1h30", "another 20 minutes please". */
export function isMostlyLength(message: string): boolean {
  const text = lengths(message);
  return readMinutes(message) !== undefined && !/[\p{L}\p{N}]/u.test(text.replace(PART, ' ').replace(AROUND, ' '));
}

/** Lengths of time as numbers and units: "half an hour" stays, "an hour and a half" is 90 minutes. */
function lengths(message: string): string {
  return (
    plainCalendar(message)
      // "Until 17h" is a time.
      .replace(/\b(until|till|til|towards?|toward|at|around|about|by|to) (\d{1,2}) ?h\b(?! ?\d)/g, '$1 $2:00')
      .replace(/\b(?:(?:3|three) quarters?|3\/4) (?:of )?(?:an )?hour\b/g, '45 minutes')
      .replace(/\b(?:a )?quarter (?:of )?(?:an )?hour\b/g, '15 minutes')
      .replace(/\b(?:an |the )?hour and a quarter\b/g, '75 minutes')
      .replace(/\b(?:an |the |1 )?hour and a half\b|\b1 and a half hours?\b/g, '90 minutes')
      .replace(/\b1\/2 (?:an )?(?:hour|hr)\b/g, '30 minutes')
      .replace(/\b(\d{1,2}) ?h ?(\d{2})(?: ?m(?:in)?)?\b/g, '$1 hours $2 minutes')
      .replace(/\b(\d{1,2}):(\d{2}) ?(?:h|hrs?|hours?)\b/g, '$1 hours $2 minutes')
      .replace(/\b(an|\d{1,2}) hours? and (\d{1,2})\b(?! ?(?:m|h))/g, '$1 hour $2 minutes')
      .replace(
        /(?<!\bcheck )\bin (?:like |about |around |roughly |another )?(\d{1,2})(?=\s*(?:or so)?\s*(?:[,.;!?)–—-](?!\d)|$|please|pls|plz|ok\b|thanks|ta\b|(?:because|cos|cause|when|while|i'm|i am|i have|i've|my)\b))/g,
        'in $1 minutes',
      )
      .replace(
        /\b(give me|gimme|gie me|hold on|hang on|delay(?: it| this| that)?(?: by)?|(?:push|put|move|knock|shove) (?:it|this|that|them)(?: back)?(?: by)?)(?: another| like| about)? (\d{1,3})(?=\s*(?:or so)?\s*(?:[,.;!?](?!\d)|$|please|pls|more\b))/g,
        '$1 $2 minutes',
      )
      .replace(/\b(\d{1,2}) ?(?:h|hrs?|hours?),? (\d{2})\b(?! ?(?:[ap]m|h|:|min|sec))/g, '$1 hours $2 minutes')
      .replace(
        /\bsnooze (?:it |this |for |by )*(\d{1,3})(?=\s*(?:please|pls|dude|bro|mate|man|lah)?[.!]*$)/g,
        'snooze $1 minutes',
      )
      .replace(/\bthe hour\b/g, 'an hour')
      .replace(/(?:^|(?<=\b(?:in|for|by|another|half|about) )|(?<=\blater ))half ?hour\b/g, 'half an hour')
  );
}

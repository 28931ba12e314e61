import { after, before } from './around.ts';
import { plainCalendar } from './calendarWords.ts';
import { inMinutes } from './lengths.ts';
import { withReckoned } from './reckonedTimes.ts';
import { isAside } from './timeAsides.ts';
import { HALF_DAY, type ToldTime } from './toldTime.ts';
import { timesTold } from './toldTimes.ts';

/** A time that is given up for another: "not 9 but 10", "10 instead of 9", "10 rather than 9". */
const GIVEN_UP_BEFORE =
  /\b(?:instead of|in place of|not|nor|isn't|is not|no longer|except|never|used to be|(?<!\b(?:earlier|later|sooner|before|other) )than)\s*(?:at|the)?\s*$/;
const GIVEN_UP_AFTER =
  /^\s*(?:is |'s |was |are |feels )?(?:(?:just |way |a bit |far )*too (?:early|late|soon)|(?:a )?(?:madness|mad|chaos|chaotic|hell|awful|terrible|horrible|impossible|taken|busy|full|booked|hectic|crazy|nightmare|blocked|tricky)\b|no good|not good|bad|out\b|does(?:n't| not) (?:work|suit)|won't work|never works)/;

/** A bound that is ruled out, which is the time itself where no other is told: "it can't be after five", "not before 9". */
const BOUND_BEFORE =
  /\b(?:can't|cannot|can not|couldn't|mustn't|must not|won't|shouldn't|not|never)(?: be| come)? (?:after|before|past|until|till|from|later than|earlier than)\s*$/;

/** A time for the case that the other does not work: "nine, and if that is taken, ten". */
const FALLBACK_BEFORE =
  /\b(?:if (?:that|it|the|not|you|they|this|need)|at the latest|failing that|otherwise|at worst|worst case|in case|if)\b[^.;:\d]{0,30}$/;

/** A part of the day that is ruled out: "not in the morning". */
const RULED_OUT =
  /\b(?:not|no|never|nor|neither)\s+(?:in |at |on |during )?(?:the |any )?(morning|afternoon|evening|night)s?\b/g;

/**
 * The time of day that is said, as "HH:MM". Of several the last, unless it is the one given up. Where morning or evening
 * is not said, a time between one and seven is in the afternoon and any other before noon: the hours that people at a
 * desk mean. `thin` takes a plain "9" for a time, which holds only where one is asked for.
 */
export function readTime(message: string, thin: boolean): string | undefined {
  const ruledOut = new Set<string>();
  const text = inMinutes(
    plainCalendar(message)
      .replace(/(^\s*|\b(?:at|around|by) )(\d{1,2}) hours? (?=[0-5]\d\b)/g, '$1$2:')
      .replace(/\b(\d{1,2}) o'clock ([0-5]\d)\b/g, '$1:$2')
      .replace(/\b(\d{1,2}) hours? (?=in the (?:morning|afternoon|evening))/g, '$1 ')
      // "Eight and a half" is a time, though not an English one, and so is "10-15".
      .replace(/\b(\d{1,2}) and (?:a )?(half|quarter)\b(?! (?:hours?|hrs?)\b)/g, (said, hour: string, part: string) =>
        thin ? `${hour}:${part === 'half' ? 30 : 15}` : said,
      )
      .replace(
        /(?<![\d:.-])(\d{1,2})-(15|30|45)\b(?![\d:-]| ?(?:min|am|pm|h))/g,
        (said, hour: string, minutes: string) => (thin ? `${hour}:${minutes}` : said),
      ),
  ).replace(RULED_OUT, (said, part: string) => {
    ruledOut.add(part);
    return ' '.repeat(said.length);
  });
  const settle = (one: ToldTime) => (one.open ? likely(one.minutes, text, ruledOut) : one.minutes);
  const times = withReckoned(timesTold(text, thin), text, settle, (one) => isAside(one, text));
  const best = meant(times, text);
  return best && wallClock(settle(best));
}

/** A number that stands by itself, between signs or at an end of the message. */
const ALONE =
  /(?:^|[,.;:!?–—-]\s*|\b(?:so|then|now|instead|nightly|daily)\s+)(?:at |say |make it )?\d{1,2}(?:[:.]\d\d)?(?=\s*(?:[,.;:!?)]|$|now\b|please\b|pls\b|then\b|instead\b|today\b|daily\b|every\b|each\b))|\b0\d[0-5]\d\b/;

/** The time that a wish for check-ins names by a number alone, set apart from the rest: "11 now please, every day". */
export function readLoneTime(message: string): string | undefined {
  return ALONE.test(plainCalendar(message)) ? readTime(message, true) : undefined;
}

function wallClock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const CONCLUDES = /\b(?:so|therefore|hence)\s*(?:at |about |around |say |rather |please )*$/;
const SO_THEN = /^\s*(?:am|pm|o'clock)?,? so\b[^.;!?\d]{0,24}\bthen\b/;
/** Between the time that was and the one that is to be. */
const FROM_TO =
  /^\s*(?:(?:one|check-?ins?|reminders?|pings?|messages?|slot|thing)\s+)?(?:back |forward |over |on )?(?:to|into|till|->|→)\s*(?:the |about |around )?$/;
/** Between two times: the second is put in place of the first. */
const CORRECTS = /\b(?:actually|no|nah|nope|wait|sorry|i mean|scratch that|make (?:it|that))\b[^\d]*$/;
/** Before two times: the middle of them is meant. */
const HALFWAY = /\b(?:half ?-?way|mid ?-?way|exactly|right|in the middle) (?:between|of)\s*$/;

/** The last time said is the one meant, unless it is the one given up: "8 instead of 9", "from 9 to 10", "8 not 9". */
function meant(told: ToldTime[], text: string): ToldTime | undefined {
  const wanted = told.filter(
    (one) =>
      one.reckoned || (!GIVEN_UP_BEFORE.test(before(text, one.at)) && !GIVEN_UP_AFTER.test(after(text, one.end))),
  );
  const inBounds = wanted.filter((one) => !BOUND_BEFORE.test(before(text, one.at)));
  const within = inBounds.length > 0 ? inBounds : wanted;
  const firstChoice = within.filter((one) => !FALLBACK_BEFORE.test(before(text, one.at)));
  const kept = firstChoice.length > 0 ? firstChoice : within;
  // "I am never at my desk until ten, so do it then."
  const then = kept.findLast((one) => SO_THEN.test(text.slice(one.end)));
  if (then) return then;
  const own = kept.filter((one) => !isAside(one, text));
  if (own.length > 0 && own.length < kept.length) return own.findLast((one) => !one.thin) ?? own.at(-1);
  // "…, so nine": what follows from the story.
  const concluded = kept.findLast((one) => CONCLUDES.test(before(text, one.at)));
  if (concluded && kept.length > 1) return concluded;
  const [first, second] = kept;
  const last = kept.at(-1);
  if (!first || !last || !second) return first;
  if (kept.length === 2 && HALFWAY.test(before(text, first.at)))
    return { ...first, minutes: Math.floor((first.minutes + second.minutes) / 2) };
  // "Move it from 8:30 to 9".
  const former = kept.at(-2);
  if (
    former &&
    /\bfrom (?:the )?$|\b(?:push|move|shift|change|bring|put|switch|make)\b[^.;!?]*$/.test(before(text, former.at)) &&
    FROM_TO.test(text.slice(former.end, last.at))
  )
    return last;
  // "9 or 10", "between 8 and 9": the first of the two is a fair reading, and is confirmed anyway.
  const between = text.slice(first.end, second.at);
  if (
    kept.length === 2 &&
    /^\s*,?\s*(?:or|and|-|–|to|until|till)\s*(?:maybe|so|at|even|around)?\s*$/.test(between) &&
    !/\b(?:from|change|move|switch|it)\s*$/.test(before(text, first.at))
  ) {
    // "8 or 9 pm": one word for both.
    const sharesHalf = first.open && !second.open && second.minutes >= HALF_DAY && first.minutes < HALF_DAY;
    return sharesHalf && first.minutes + HALF_DAY < second.minutes + 1
      ? { ...first, minutes: first.minutes + HALF_DAY, open: false }
      : first;
  }
  // "3 in the afternoon. Actually 4": a plain number counts where it puts another right.
  const corrects = kept.findLast((one, at) => CORRECTS.test(text.slice(kept[at - 1]?.end ?? one.at, one.at)));
  return corrects ?? kept.findLast((one) => !one.thin) ?? last;
}

/** An hour that could be before or after noon: as the rest of the message has it, else within the day at a desk. */
function likely(minutes: number, text: string, ruledOut: ReadonlySet<string>): number {
  const morning =
    /\b(?:mornings?|breakfast|before (?:work|school)|wake up|get up|waking|first thing|early|sunrise|sun-?up|dawn)\b/.test(
      text,
    );
  const evening =
    /\b(?:evenings?|tonight|night|nightly|after work|dinner|supper|bed|bedtime|home from work|sunset|sundown|dusk)\b/.test(
      text,
    );
  const afternoon = /\b(?:afternoons?|after lunch|tea ?time)\b/.test(text);
  if (morning && !evening && !afternoon && minutes >= 300) return minutes;
  if ((evening || afternoon) && !morning && minutes >= 60 && minutes < HALF_DAY && !(afternoon && minutes >= 420))
    return minutes + HALF_DAY;
  if (ruledOut.has('morning') && !morning && minutes <= 600) return minutes + HALF_DAY;
  return minutes < 420 ? minutes + HALF_DAY : minutes;
}

import { plainCalendar } from './calendarWords.ts';
import { inMinutes } from './lengths.ts';
import { withReckoned } from './reckonedTimes.ts';
import { DAY, HALF_DAY, type ToldTime } from './toldTime.ts';

/** How much of the text before and after a number can say what it is. */
const NEAR = 40;

const PART_OF_DAY =
  /^\s*[,(]?\s*(?:but |and )?(?:in the|in|at|this|of the|on|every|each|the)?\s*(morning|afternoon|evening|night|tonight|am|pm)s?\b/;
const PART_BEFORE = /\b(morning|afternoon|evening|tonight|night)s?\b[^.;]{0,12}$/;

/** Not a time: what was, what else is counted, or a date. */
const NO_TIME_AFTER =
  /^\s*(?:%|percent|min\b|mins\b|(?:minutes?|hours?|hrs?|secs?|seconds?|days?|nights?|weeks?|months?|years?|times?|x|knots?|spots?|places?|-a-sides?|things?|people|meetings?|kids|children|dogs|cats|jobs|screens|monitors|coffees|calls|shifts|friends|colleagues|of them|more)\b|\/|st\b|nd\b|rd\b|th\b|out of|of 10|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)/;
const NO_TIME_BEFORE =
  /\b(?:my|his|her|our|their) [a-z]+'s [a-z]+\s*$|(?<!\b(?:any|every|each|single|other|week|a|per|all|this|work|working|next|the) )\bday\s*$|[#$£€]\s*$|\bin (?:like|about|around|roughly)\s*$|\b(?:(?<!check[- ])in|every|the|next|last|(?<!minutes )past|another|other|remaining|first|both|these|those|all|for about|within|have|has|had|got|with|took|did|pressed|held|need|are|were|level|room|floor|(?:desk|room|bus|flat|gate|platform|bed|house|unit|line|table|bay|ward|seat|route|exit|page) (?:no\.?|number)?|option|number|number of|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*|may)\s*$/;

/** Before a number that is a time although nothing else says so. */
const LEAD_IN =
  /(?:\b(?:at|by|around|about|to|for|from|after|before|till|until|make (?:it|that|this|them|'?em|these)|say|like|on|past|i want|i prefer|(?:remind|ping|ask|text|message|nudge) me|(?:the|my|your) (?:daily )?(?:check-?ins?|reminders?|pings?)(?: (?:is|be|should be|to be|come|at))?|(?:mon|tues?|wed|wednes|thurs?|fri|sat|satur|sun)(?:day)?s?)|[@~])\s*(?:about|around|roughly|say|like|the)?\s*$/;

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

/** A time that only tells why, within its part of a sentence: "since my class ends at 5", "the 2 pm one clashes". */
const ASIDE_BEFORE =
  /\b(?:because|bc|cos|coz|cuz|cause|since|as (?:i|my|the|we)|after(?= .* (?:i|my|the) )|until|till|ends?|ended|is over|begins?|starts?|finish(?:es)?|closes?|opens?|lets? out|leaves?|leave (?:at|for)|log off|i've|ive|i have|i had|i teach|i lead|i run|i am giving|i'm giving|the old|the current|this one|has me|(?:drops|brings|takes|gets|picks) (?:me|us)|never (?:once )?eaten|is always|read this|(?:i|we|he|she|they|kids) (?:start|begin|rise|arrive|clock (?:in|on|off|out)|log (?:on|in)|get (?:in|up|home|to)|wake|eat|go (?:home|to)|leave|finish|sleep|(?:am|are)(?: already| usually)? (?:at|in|on|with)|work)|(?:i'm|we're|he's|she's|they're)(?: \w+)? (?:at|in|on|with)|(?:it|that)(?:'s| is| was) (?:now |currently |still )?at|(?:is|are|goes|comes|\w+'s) on at|(?:before|after|ahead of) (?:the|my|our)(?: (?:[a-z-]+ ){1,3}at)?|(?:my|our|the|his|her|school|mass|lunch|court|team|train|bus|class|kids) ?(?!(?:best|ideal|preferred|favou?rite|usual|time|slot|preference|choice|reminder|check|ping|hour)\b)(?:[a-z-]+ ){0,2}(?:is|are|'s|starts?|begins?|ends?|leaves?|opens?|closes?|comes?|goes(?: off)?|rings|lasts|runs|gets? in|arrives?|departs?)(?: at)?)\b[^.;!?]*$/;
const ASIDE_AFTER =
  /^\s*(?:am|pm|o'clock)?\s*(?:one|news|bus|train|class|meeting|call|stand-?up|medicines?|lecture|shift|slot)\b|^[^.;,!?]{0,20}\b(?:lands? in|clash(?:es)?|is always a bad)\b|^\s*(?:i am|i'm|we are|we're)(?! (?:free|available|awake|up|back|home|done|ready|there|usually|normally|around|alone|at my desk|in the office)\b)|^\s*(?:i have|i've|we have|there's|there is|(?:is|'s) (?:my|the|when|a|our)\b)/;
/** "Five to twelve, just before noon" tells one time twice. */
const BESIDE_NOON = /\b(?:before|after|around|towards?|near|nearly) $/;
/** What is counted, told by the noun that follows: "2 depositions", "66 year old". */
const COUNTED_AFTER =
  /^[ -](?!(?:am|pm|in|at|on|every|each|daily|and|or|please|pls|plz|thanks|thank|ta|would|is|will|works?|suits?|sharp|for|if|but|then|though|as|so|same|only|during|maybe|from|to|till|until|through|when|with|just|it|i|my|by|that|sounds|seems|fine|good|ok|okay|instead|not|this|tomorrow|tonight|after|before|too|week|o'clock|h|hrs?|hours?|m|mon|tue|wed|thu|fri|sat|sun|no|yes|yeah|yep|cheers|lol|haha|actually|sorry|wait|make|exactly|promptly|he|she|we|you|the|a|of|because|since|cos|cause|bc|while|once|over|around|about|like|right|now|everyday|always|mornings?|evenings?|afternoons?|nights?|noon|half|quarter|past|weekdays?|weekends?|days?|all|any|mate|pal|buddy|bud|friend|dear|love|man)\b)[a-z]{4,}/;

/** "2 hospital appointments": no time, also where there is no other. */
const COUNTS =
  /^(?:-a-| (?:(?!(?:on|at|in|for|from|to|by|every|and|or|with|please|pls|not|but|no|of|the|my|our|all|any|most|both|these|those)\b)[a-z]+ )?)(?!(?:workdays|minus|bells|works|suits|does|is|was|as|this|thus|us|always|thanks|sounds|seems|looks|feels|plus|yes|pls|fits|likes|needs|gets|lets|makes|comes|times|perhaps|sometimes|was|has|hours|hrs|mins|minutes|cheers|days|weekdays|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekends|mornings|evenings|afternoons|nights|ams|pms|ways|lads|guys|folks|bless|unless|across|onwards|afterwards|upwards|class|yours|course|works|pls)\b)[a-z]{2,}[^s' ]s\b/;

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
  const told = [...named(text), ...spoken(text, thin), ...clock(text, thin)];
  const usable = told.filter(
    (one) => !one.thin || ((thin || LEAD_IN.test(before(text, one.at))) && !COUNTS.test(after(text, one.end))),
  );
  const settle = (one: ToldTime) => (one.open ? likely(one.minutes, text, ruledOut) : one.minutes);
  const times = withReckoned(apart(usable), text, settle, (one) => isAside(one, text));
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

/**
 * "In the mornings", "after lunch": a time of day without a number, as the time people mostly mean by it. `today` takes
 * "this evening" too, which is no time for every day.
 */
export function readMoment(message: string, today: boolean): string | undefined {
  const text = plainCalendar(message);
  for (const [said, time] of MOMENTS) {
    const found = said.exec(text);
    const lead = found ? before(text, found.index) : '';
    if (!found || NOT_MEANT.test(lead) || (!today && /\bthis\s+$/.test(lead))) continue;
    return time;
  }
  return undefined;
}

const NOT_MEANT = /\b(?:not|no|never|last|than|yesterday|since)\s+(?:in the |in |at |the |on |during )?$/;

function wallClock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function before(text: string, at: number): string {
  return text.slice(Math.max(0, at - NEAR), at);
}

function after(text: string, end: number): string {
  return text.slice(end, end + NEAR);
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

/** The times in order; of two that overlap, the one that begins first. */
function apart(told: readonly ToldTime[]): ToldTime[] {
  const times: ToldTime[] = [];
  for (const one of told.toSorted((a, b) => a.at - b.at || b.end - a.end)) {
    if (one.at >= (times.at(-1)?.end ?? 0)) times.push(one);
  }
  return times;
}

/** Whether a time belongs to the story around the wish and not to the wish. */
function isAside({ at, end, reckoned }: ToldTime, text: string): boolean {
  if (reckoned) return false;
  const clause =
    before(text, at)
      .split(/[.;!?]|[,:](?= )|\b(?:so|make it|call it|therefore|hence|please|and (?:i )?would|and then)\b/)
      .at(-1) ?? '';
  const said = text.slice(at, end);
  const counted = /^\d{1,2}$/.test(said) && COUNTED_AFTER.test(after(text, end));
  if (!/\d/.test(said) && BESIDE_NOON.test(before(text, at))) return true;
  return counted || ASIDE_BEFORE.test(clause) || ASIDE_AFTER.test(after(text, end));
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

function named(text: string): ToldTime[] {
  return [...text.matchAll(/\b(noon|noonish|midday|midnight)\b/g)].map((match) => ({
    minutes: match[0] === 'midnight' ? 0 : HALF_DAY,
    at: match.index,
    end: match.index + match[0].length,
    open: false,
    thin: false,
  }));
}

/** "Ten of nine" is ten to nine in America; "2 of 9" is no time. */
const TENTH = /^(?:10|20|25)$/;

/** "half past 8", "half 8", "quarter to 9", "20 past 7", "5 to 5 pm". */
function spoken(text: string, asked: boolean): ToldTime[] {
  const pattern =
    /\b(?:(half|(?:an? )?quarter|[1-5]?\d)(?: (?:minutes?|mins?))? (past|after|to|till|til|before|of) (\d{1,2}|noon|midday|midnight)|half (\d{1,2}))(?![\d:/])\s*(?:o'clock)?\s*(am|pm)?\b/g;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, part, relation, hourText, halfHour, half] = match;
    const at = match.index;
    const end = at + whole.trimEnd().length;
    const hour = /^mid(?:day)|noon/.test(hourText ?? '')
      ? 12
      : hourText === 'midnight'
        ? 0
        : Number(hourText ?? halfHour);
    if (hour > 24 || NO_TIME_AFTER.test(after(text, end))) return [];
    const counted = /^\d/.test(part ?? '');
    const inMinutes = / min/.test(whole);
    if (relation === 'of' && (part === 'half' || (counted && !(asked && TENTH.test(part ?? ''))))) return [];
    if (
      counted &&
      !inMinutes &&
      !['5', '10', '15', '20', '25'].includes(part ?? '') &&
      !/^(?:past)$/.test(relation ?? '')
    )
      return [];
    const part24 = partOfDay(text, at, end);
    // "from 10 to 11" and "between 10 to 11" with two plain numbers is a span, and "in 5 to 10" is no time.
    if (
      counted &&
      relation !== 'past' &&
      /\b(?:from|change|move|moved|it|between|in|at|for)\s*(?:it\s*)?$/.test(before(text, at)) &&
      !inMinutes
    ) {
      if (!/\bat\s*$/.test(before(text, at)) && !(half ?? PART_OF_DAY.exec(after(text, end)))) return [];
    }
    const minutes = part === undefined || part === 'half' ? 30 : part.includes('quarter') ? 15 : Number(part);
    const backwards = ['to', 'till', 'til', 'before', 'of'].includes(relation ?? '');
    const fixed = half !== undefined || part24 !== undefined || hour > 12 || /[a-z]/.test(hourText ?? '');
    const total = (inDay(hour % 24, half, part24) * 60 + (backwards ? -minutes : minutes) + DAY) % DAY;
    // Twelve said plainly is noon, so that a quarter to one is a quarter to thirteen.
    return [
      { minutes: !fixed && hour === 12 && !backwards ? HALF_DAY + minutes : total, at, end, open: !fixed, thin: false },
    ];
  });
}

/** "9", "9am", "8:30", "6.15 pm", "14h", "18h30", "0830", "9 30", "8 o'clock". */
function clock(text: string, asked: boolean): ToldTime[] {
  const pattern =
    /(?<![\d.:/+-]|\d,)(\d{1,2})(?:(?:\s?[:h]\s?|\s?\.)([0-5]\d)(?!\d)|,([0-5]\d)(?!\d)|\s([0-5]\d)(?!\d|\s*(?:min|hour|hr|h\b|day|sec|week(?!day|end)|month|%|or\b|to\b|and\b|times|\/|-|st\b|nd\b|rd\b|th\b|o'clock|past|:|spots|places))|([0-5]\d)(?!\d)|\s?(h)\b)?\s*(am|pm|a|p|o'clock|hrs|hours)?(?![a-z0-9])(?!\s*\/\s*\d)/g;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, hourText = '', colonMinutes, commaMinutes, spacedMinutes, joinedMinutes, hours, half] = match;
    const at = match.index;
    const end = at + whole.trimEnd().length;
    const hour = Number(hourText);
    const minuteText = colonMinutes ?? commaMinutes ?? spacedMinutes ?? joinedMinutes;
    if (hour > 24 || (hour === 24 && minuteText !== undefined && minuteText !== '00')) return [];
    const led = LEAD_IN.test(before(text, at));
    // "at 18 hours", but "in 18 hours".
    const isHours = half === 'hours' || half === 'hrs';
    if (
      isHours &&
      minuteText === undefined &&
      !(led && !/\b(?:for|after|about|around)\s*$/.test(before(text, at))) &&
      !(asked && (hour >= 13 || whole.trim() === text.trim()) && !NO_TIME_BEFORE.test(before(text, at)))
    )
      return [];
    if (joinedMinutes !== undefined && (half === undefined || isHours)) {
      // "1430", and not a year or a count.
      if (!asked && !led && !isHours) return [];
      if (
        NO_TIME_AFTER.test(after(text, end)) ||
        NO_TIME_BEFORE.test(before(text, at)) ||
        /\b(?:in|since|year|[a-z]{3} \d{1,2},?)\s*$/.test(before(text, at))
      )
        return [];
    }
    if (commaMinutes !== undefined && !asked && half === undefined) return [];
    if (/\b(?:all|both|these|those|other) $/.test(before(text, at))) return [];
    const part = partOfDay(text, at, end);
    // "In 1h30" is a length.
    if (hours !== undefined || /\dh/.test(whole)) {
      if (/\b(?:in|for|after|within|another)\s*$/.test(before(text, at))) return [];
    }
    const isPlain = minuteText === undefined && hours === undefined && half === undefined && part === undefined;
    // "In the morning, so 10 minutes after that".
    if (minuteText === undefined && half === undefined && /^\s*(?:minutes?|mins?)\b/.test(after(text, end))) return [];
    if (
      (isPlain || spacedMinutes !== undefined || (half === undefined && minuteText === undefined && !hours)) &&
      (NO_TIME_AFTER.test(after(text, end)) || (isPlain && NO_TIME_BEFORE.test(before(text, at))))
    )
      return [];
    const halfOfDay = half === 'a' ? 'am' : half === 'p' ? 'pm' : half === 'am' || half === 'pm' ? half : undefined;
    const twentyFour = hourText.startsWith('0') || hours !== undefined || hour > 12 || hour === 0;
    const told = inDay(hour % 24, halfOfDay, part);
    return [
      {
        minutes: told * 60 + Number(minuteText ?? 0),
        at,
        end,
        open: halfOfDay === undefined && part === undefined && !twentyFour,
        thin: isPlain,
      },
    ];
  });
}

function partOfDay(text: string, at: number, end: number): string | undefined {
  return PART_OF_DAY.exec(after(text, end))?.[1] ?? PART_BEFORE.exec(before(text, at))?.[1];
}

function inDay(hour: number, half: string | undefined, part: string | undefined): number {
  if (half === 'am') return hour === 12 ? 0 : hour;
  if (half === 'pm') return hour < 12 ? hour + 12 : hour;
  if (hour > 12 || hour === 0) return hour;
  if (part === 'morning' || part === 'am') return hour === 12 ? 0 : hour;
  if (part === 'afternoon' || part === 'pm' || part === 'evening') return hour < 12 ? hour + 12 : hour;
  if (part === 'night' || part === 'tonight') return hour === 12 ? 0 : hour >= 5 ? hour + 12 : hour;
  return hour;
}

import { DAY, type ToldTime } from './toldTime.ts';

/** How much of the text around a length can say what it is reckoned from. */
const NEAR = 60;

const LENGTH = /\b(\d{1,3}) (?:minutes?|mins?)\b(?: or so\b)?/g;

/** Between a length and the time it is reckoned from: "before", "later than my", "after lunch at". */
const TO_ANOTHER =
  /^\s*(before|after|past|into|shy of|short of|(?:until|till|off|to|under)(?=\s*$)|ahead of|prior to|earlier than|later than|following)\b(?! (?:that|then|this|it)\b)(?:(?! (?:so|but|make)\b)[^.,;:!?\d]){0,32}(?:, which (?:is|are|starts?|begins?|ends?) (?:at )?)?$/;
/** After a length: it is reckoned from the time just told. */
const FROM_THE_LAST =
  /^\s*(earlier|sooner|ahead(?: of (?:that|then|this|it)\b|(?=\s*(?:[.,;:!?)]|$|please|pls|would|works)))|beforehand|in advance|prior|before(?: that| then| this| it)?(?=\s*(?:[.,;:!?)]|$|please|pls|would|will|is\b|suits|works|then|i am|i'm))|later|after(?:wards?| that| then| this| it)?(?=\s*(?:[.,;:!?)]|$|please|pls|would|will|is\b|suits|works|then|i am|i'm))|thereafter)/;
/** The same, with what it is about told once more: "I leave at 5, so half an hour before I leave". */
const AGAIN = /^\s*(before|after|ahead of|prior to)\b/;
const SO =
  /\b(?:so|then|make it|rather|therefore|hence)\s*(?:(?:please |just )?(?:ping|ask|check|remind|message|nudge|text|do|have|set|put)\b(?: (?:me|it|that|one|in|with|on))* )?(?:just |only |maybe |like |about |say )?$/;

/** What somebody still has to do after the time just told: "my shift ends at 8, I need half an hour to get home, then". */
const NEEDED = /\b(?:give me|needs?|takes?|lasts?|add|allow|want|spend|for|have|then)\b[^.;!?\d]{0,12}$/;
const WHEN_OVER = /\b(?:then|afterwards|after (?:that|it)|(?:when|once|as soon as) (?:i|we|it|that|that'?s|it'?s)\b)/;

/** "Half past", without its hour. */
const BARE =
  /\b(half|(?:an? )?quarter|5|10|20|25)(?: minutes?| mins?)? (past|gone|after|to|before)\b(?!\s+(?:\d|noon|mid|the\b|my\b|our\b|an?\b|work|lunch|dinner|breakfast|bed|that\b|it\b))/g;
/** After "ten to" or "five after" these show that no hour follows. */
const BREAK =
  /^\s*(?:[.,;:!?)–—-]|$|please\b|pls\b|plz\b|then\b|would\b|is\b|suits\b|works\b|thanks\b|instead\b|sharp\b|or so\b|i think\b|it is\b|rather\b|daily\b|every\b|on\b)/;

/**
 * Puts the times that are reckoned from others in place of those: "my call is at ten, so a quarter of an hour before"
 * is a quarter to ten. `told` are in order and do not overlap, `settle` says which half of the day a time is in,
 * `isAside` whether a time belongs to the story around the wish. Lengths stand in the text as minutes.
 */
export function withReckoned(
  told: readonly ToldTime[],
  text: string,
  settle: (one: ToldTime) => number,
  isAside: (one: ToldTime) => boolean,
): ToldTime[] {
  let times = [...told];
  const take = (gone: ToldTime, minutes: number, at: number, end: number) => {
    times = times.filter((one) => one !== gone && !((one.thin || one.at === at) && one.at < end && at < one.end));
    times.push({ minutes: (minutes + DAY) % DAY, at, end, open: false, thin: false, reckoned: true });
    times.sort((a, b) => a.at - b.at);
  };
  for (const match of text.matchAll(LENGTH)) {
    const at = match.index;
    const end = at + match[0].length;
    if (times.some((one) => one.at < end && at < one.end)) continue;
    const length = Number(match[1]);
    const next = times.find((one) => one.at >= end);
    const toNext = next && TO_ANOTHER.exec(text.slice(end, Math.min(next.at, end + NEAR)))?.[1];
    if (next && toNext) {
      take(next, settle(next) + (isBackwards(toNext) ? -length : length), at, next.end);
      continue;
    }
    const last = times.findLast((one) => one.end <= at);
    if (!last) continue;
    if (/\bnot (?:even )?$/.test(text.slice(Math.max(0, at - NEAR), at))) continue;
    const sum =
      /(?:^\s*(?:o'clock )?|^[^.;!?]{0,12}\b)(plus|minus|less|take away|add(?:ing)?|and then|and|\+)\s*$/.exec(
        text.slice(last.end, at),
      )?.[1];
    if (sum) {
      take(last, settle(last) + (/minus|less|away/.test(sum) ? -length : length), at, end);
      continue;
    }
    const rest = text.slice(end, end + NEAR);
    const again = isAside(last) || SO.test(text.slice(Math.max(0, at - NEAR), at)) ? AGAIN.exec(rest)?.[1] : undefined;
    const direction = FROM_THE_LAST.exec(rest)?.[1] ?? again;
    const isNeeded =
      isAside(last) && NEEDED.test(text.slice(Math.max(last.end, at - NEAR), at)) && WHEN_OVER.test(rest);
    if (direction ? !isAside(wish(at, end)) : isNeeded)
      take(last, settle(last) + (direction && isBackwards(direction) ? -length : length), at, end);
  }
  for (const match of text.matchAll(BARE)) {
    const [whole, part = '', relation = ''] = match;
    const at = match.index;
    const end = at + whole.length;
    const isPlain = (/past|gone/.test(relation) && !/^\d/.test(part)) || BREAK.test(text.slice(end));
    if (!isPlain || isAside(wish(at, end)) || /\bnot (?:at )?$/.test(text.slice(0, at))) continue;
    if (times.some((one) => !one.thin && one.at !== at && one.at < end && at < one.end)) continue;
    const anchor = times.findLast((one) => one.end <= at) ?? times.find((one) => one.at >= end);
    if (!anchor) continue;
    const base = settle(anchor);
    const minutes = part === 'half' ? 30 : part.includes('quarter') ? 15 : Number(part);
    const hour = Math.floor(base / 60) * 60;
    const past = base - hour;
    const reckoned = isBackwards(relation)
      ? (past === 0 ? hour : hour + 60) - minutes
      : hour + minutes + (past > minutes ? 60 : 0);
    take(anchor, reckoned, at, end);
  }
  return times;
}

/** What a length or a part of an hour would be as a time, to see whether it belongs to the story around the wish. */
function wish(at: number, end: number): ToldTime {
  return { minutes: 0, at, end, open: false, thin: false };
}

function isBackwards(direction: string): boolean {
  return /^(?:before|shy|short|until|till|off|of|under|ahead|prior|earlier|sooner|in advance|to\b)/.test(direction);
}

import { type Days, WEEKDAYS, type Weekday } from '../../../dialogs/words.ts';
import { plainCalendar } from './calendarWords.ts';

const SPELLINGS: [day: Weekday, spellings: string][] = [
  ['mon', "mondays?(?:'s)?|mons?"],
  ['tue', "tuesdays?(?:'s)?|tues?"],
  ['wed', "wednesdays?(?:'s)?|weds?"],
  ['thu', "thursdays?(?:'s)?|thurs?|thu"],
  ['fri', "fridays?(?:'s)?|fris?"],
  ['sat', "saturdays?(?:'s)?|sats?"],
  ['sun', "sundays?(?:'s)?|suns?"],
];
const DAY = SPELLINGS.map(([, spellings]) => spellings).join('|');

const WORKDAYS = WEEKDAYS.slice(0, 5);
const WEEKEND: Weekday[] = ['sat', 'sun'];

const DAILY =
  'daily|every day|each day|every single day|per day|all (?:the )?days|every days|all days(?: (?:a|of the|in the|per) week)?|(?:every|each|every single) (?:morning|evening|afternoon|night|lunch|lunchtime|noon|dinner|breakfast)|all (?:the )?week(?: long| round)?(?! days)|(?:the )?whole week|once (?:a|per) day|day in,? day out|nightly|(?:including|also|even|plus) (?:the |on )?week ?-?ends?|week ?-?ends? (?:too|included|as well|also|inclusive)|rain or shine';
const WORKING =
  "(?:mon(?:day)?s? ?(?:-|–|to|till|til|thru|through) ?fri(?:day)?s?)|week ?-?days?|weeknights?|work ?-?days?|working ?-?days?|work(?:ing)? ?-?week|office ?-?days|business ?-?days|school ?-?days|(?:the )?days (?:that |when )?(?:i work|i'm working|i am working|i'm at work|i'm in)|(?:through|during|(?<!time )(?<!once )in) the week|m ?- ?f|m ?to ?f|5 days(?: a week)?";
const WEEKENDS = 'week ?-?ends?';
const SETS = 'm[/,]? ?w[/,]? ?(?:and |& ?)?f|t(?:u|ue|ues)?[/,&] ?th(?:u|ur|urs)?|t th|tth|tuth|mwf';

/** Between the first day and the last of a span. */
const TO =
  '-|–|—|(?<!\\s)\\.\\.(?=\\w)|>|->|→|to|till|til|until|thru|through|through to|and through|straight through to|right through to|all the way (?:to|through)|(?:right |straight )?up (?:to|until)(?: and including)?|on to|onto|on until|inclusive to';
/** "Between Monday and Friday" is a span, except for someone who cannot choose. */
const TORN = '(?:hesitat|decid|torn|choos|toss|pick|waver)\\w*';
const SEVEN =
  '(?:all )?7 (?:days )?(?:a|of the|in the|per|out of) (?:the )?week|all 7(?: days| of them)?|7 days|24\\/7|7\\/7';

/** Everything that names days: a span, a group, or one day. Longer ways of saying stand first. */
const ITEM = new RegExp(
  `\\b(?:(?<from>${DAY})\\s*(?:${TO})\\s*(?:the\\s+)?(?<to>${DAY})|(?<!${TORN}.{0,12})(?:between|from)\\s+(?<after>${DAY})\\s+and\\s+(?<before>${DAY})|(?<end>first|last) (?<count>[1-6]) (?:of the )?(?<work>working |work ?|week ?)?days(?: (?:of|in) (?:the|my|every|each) (?<week>working |work ?)?week)?|m ?(?:-|–|to|thru) ?(?<short>th|w)(?:u|ur|urs)?|(?<seven>${SEVEN})|(?<daily>${DAILY})|(?<working>${WORKING})|(?<weekend>${WEEKENDS})|(?<set>${SETS})|(?<day>${DAY}))(?![\\w])`,
  'g',
);

/** "Sat" and "sun" are also words; they are days next to another day or where a day is asked for. */
const AMBIGUOUS = new Set(['sat', 'sun', 'mon', 'wed', 'suns', 'mons', 'sats']);

/** What is left out: words before the days, or after them. */
const WITHOUT =
  /\b(?:not|no|except|excepting|excluding|but not|but never|but no|without|with the exception of|everything but|anything but|any day but|all but|never|skip|skipping|leave out|leaving out|leave (?:me |us |it )?(?:alone|in peace|out|be)|nothing|apart from|aside from|other than|minus|bar|barring|besides|dont|don't|do not|save for|save|instead of|rather than|than|avoid|avoiding|nor|stop|drop|cannot do|can't do|cant do|can't|can not do|isn't|is not)\b(?:[\s:]+(?:me|at|on|for|the|do|it|any|in|a|check|ins?|messages?|ping|bother|want|them|work|working|reminders?|alerts?|notifications?|my|please|every|all|be|pinging|asking|messaging|sending|bothering|ones?|when|it's|it is))*[\s:]*$/;
/** "Not on holidays and Sundays": what else is left out has no name here. */
const WITHOUT_ANOTHER = /\bnot on \w+ (?:and|or)\s+$/;
const BUT = /\bbut\s+(?:for\s+|on\s+|the\s+)?$/;
const LEFT_OUT_AFTER =
  /^\s*(?:(?:is|are|'s|being)\s+)?(?:(?:my|our|a|the)\s+(?:\w+\s+)?days? off|excluded|excepted|aside|off\b|out\b|stop\b|skip\b|sleep\b|sleeping\b|no good|not good|bad|hopeless|chaos|hell|sacred|holy|impossible|(?:too |so |very |pretty |always )*(?:busy|full|packed|hectic|crazy|crowded|awful|booked|mad)\b|are no\b(?!-)|don't work|doesn't work|do not work|does not work|won't work|never work|don't suit|i leave|i don't work|i do not work|(?:and \w+ )?i (?:do not|don't) (?:look|work)|(?:are|is) a write off|for (?:rest|church|god|family|my family|the family|the kids|the church)\b|(?:i )?(?:leave|leaves|keep|keeps) (?:(?:me|us|it|them) )?(?:alone|in peace|free|out|be\b|for\b)|(?:i am|i'm|we are|we're)(?! (?:free|available|at my desk|in the office|at work|working|ok|fine|good|home|in(?: the office| at work)?(?: ?[.,;!?]| ?$)))\b|(?:i have|i've|we have)\b)/;
/** "Leave my Sundays alone", "keep Friday free": said around the days. */
const LEAVE_BEFORE = /\b(?:leave|leaves|keep|keeps|want|need)\s+(?:(?:my|our|the|all)\s+)?$/;
const ALONE_AFTER = /^\s*(?:alone|free|in peace|to myself|for myself|out of it|out)\b/;
/** A group that is more than is wanted: "every day is too much". */
const TOO_MUCH =
  /^\s*(?:'s|is|are|would be|might be|will be|feels|sounds|seems)?\s*(?:a bit|a little|too|way too|far too|rather|quite|really)?\s*(?:much|a lot|often|overkill|many|frequent|intense)\b|^\s*(?:'s|is|are|would be|might be|feels|sounds)\s+(?:way |far |a bit |a little |(?:a )?little bit |just )*too\b|^\s*(?:would|will|might) (?:annoy|bother|drive|stress|kill)\b/;
/** Where one of several is settled on, or the days before were only thought of. */
const BETTER_AFTER =
  /^\s*(?:is|are|'s|would be|would|might be|works?|suits?)?\s*(?:suit |work )?(?:me )?(?:better|best|rather)\b/;

/** After a day: something that is done on it, which is no wish: "Saturdays I play rugby". */
const DONE_AFTER =
  /^\s+(?:i|we) (?!(?:want|would|can|could|prefer|like|need|work|start|begin|finish|get|come|have time|am free|am at my desk|take)\b)[a-z]+/;
/** Before a day: why another one is wished for, or that it is no good. */
const WHY_BEFORE = /\b(?:because|cause|cos|coz|cuz|bc)\s+(?:on |the |my |all )?$/;
const DENIED_BEFORE = /\b(?:don't|dont|do not|never|doesn't|does not) (?!(?:mind|forget|miss)\b)[a-z][^,.;!?]*$/;
/** "Friday is choir, so any day but that." */
const BUT_THAT = /\b(?:but|except|not) (?:for |on )?(?:that|those|them|these)\b(?! \w)/;
/** What follows from what was told before: "weekends are gigs, so weekdays". */
const SO = /,?\s(?:so|hence|therefore|(?:which|that) leaves)\s/g;

/** What is left of the week after the days that are named: "the other six days", "otherwise every day". */
const REST =
  /(?<!\b(?:no|every|each|some|my) )(?:\b(?:other|remaining) (?:([1-6])\b(?: (?:working |work ?|week ?)?days?)?|(?:working |work ?|week ?)?days?\b)|\bthe rest\b(?! (?:is up|is mine|i\b|you\b|later))|\brest (?:is |are |is all )?(?:ok|okay|fine|good|yes)\b|\b(?:all|any|the) (?:the )?others?\b(?= ?(?:[.,;!?]|$|are|is|ok|fine|good|at|yes|please))|\botherwise\b(?= (?:every|each|daily|all|any|weekdays|yes|ok|fine))|\beverything else\b)(?![^.,;!?]{0,24}\b(?:i|i'm|i've|we|we're)\b)/;
const ANY_DAY = /\b(?:any ?day|every ?thing|any ?thing|any ?time|all but)\b/;
const EXCEPTS = /\b(?:except\w*|exception|but|apart from|aside from|minus|bar|save|without|excluding|other than|not)\b/;

/** A part of a message that tells and does not wish: "I swim on Mondays", "today is Sunday". */
const STORY =
  /^[\s,]*(?:and |but |well |oh |because |as |since |so )*(?:i|i'm|i've|we|he|she|they|it|it's|my|our|the|court|today|school)\b(?!.*\b(?:want|like|love|prefer|please|pls|plz|need|remind\w*|ping|nudge|check|ask|message|could|can|would|'d|suits?|works?|fine|good|best|ok|okay|better|perfect|ideal|choose|take|pick|vote|say|guess|think|do|mind|too|also|as well|free|available|only)\b)/;
/** What others do: "my daughter phones every evening". */
const OF_OTHERS =
  /^[\s,]*(?:and |but |well |oh |because |as |since )*(?:he|she|they|(?:my|our|the) (?!(?:week|days?|work)\b)\w+ \w+s)\b/;
/** Between a group and the days it stands for: "the days I'm in the office: Tue, Wed". */
const NAMELY = /(?::|\(|\b(?:that is|that's|that means|i\.?e\.?|meaning|namely|which (?:is|are|means)))\s*,?\s*$/;
const CLAUSES = /[.;!?]+(?=\s|$)|,?\s+(?:so|but|therefore|hence)\s/g;

/** Between two days: the second belongs to the list of the first. */
const LIST = /^[\s,]*(?:(?:,|and|or|n|&|\/|\+|nor|plus|then|-)\s*)*(?:and|or|on|the|every|each|also)?\s*$/;
/** Between two days: the first is taken back. */
const TAKEN_BACK =
  /\bno\b\s*[,.!–—-]|\bno (?:wait|sorry|make|hang|hold|sry|i mean|actually)|\b(?:sorry|sry|i mean|i meant|scratch that|make (?:it|that)|actually|wait|change (?:it|that) to|(?:change|switch|move|swap)\w* .{0,20}\bto)\b/;
/** Before a day: the series begins there, which says nothing of the days it has. */
const BEGINS =
  /\b(?:(?<!(?:apart|aside|away) )from|starting|starts?|beginning|begin|as of|as from|since|after|until|till|til|back)\s+(?:on\s+|next\s+|this\s+|the\s+)?$/;

/** How often, where no day is named: spread over the week, as a schedule only knows days of the week. */
const OFTEN: [said: RegExp, days: Weekday[]][] = [
  [
    /\b(?:every|each) (?:other|2nd|second|2|alternate) ?(?:week|wk)s?\b|\b(?:fortnightly|bi-?weekly|monthly|once a (?:week|month|fortnight)|weekly|(?:every|1x|1 time a|1 a|once per|1 time per) (?:week|month))\b/,
    ['mon'],
  ],
  [
    /\b(?:every|each) (?:other|2nd|second|2|alternate) (?:(?:work ?|week ?|working )?days?|mornings?|afternoons?|evenings?|nights?)\b|\b(?:once|1 time) (?:in|every) 2 days\b|\b(?:alternate|alternating) (?:week ?)?days\b|\bevery couple of days\b|\b(?:3|thrice) ?(?:x|times|days)? ?(?:a|per|every) week\b|\bthrice weekly\b/,
    ['mon', 'wed', 'fri'],
  ],
  [
    /\b(?:twice|2 ?(?:x|times|days)) ?(?:a|per|every) week\b|\btwice weekly\b|\bevery (?:3rd|third|3) days?\b/,
    ['tue', 'thu'],
  ],
  [/\b4 ?(?:x|times|days) ?(?:a|per|every) week\b/, ['mon', 'tue', 'wed', 'thu']],
];

interface Item {
  days: readonly Weekday[];
  at: number;
  end: number;
  name?: string;
  /** More than one day: a span, weekdays, the weekend. */
  group: boolean;
  /** All of the week or of the working week, which can be refused as a whole. */
  whole: boolean;
  /** Told as seven, which leaves nothing out. */
  seven: boolean;
  /** Ends in "day", as "the working day" does. */
  isDay: boolean;
}

/** Days that are named, and what is wanted with them. */
interface Named {
  item: Item;
  out: boolean;
  /** They are only told of: "I swim on Mondays". */
  isTold: boolean;
  /** The same, of somebody else. */
  isOfOthers: boolean;
  /** Said to be an exception, in so many words. */
  excepted: boolean;
}

/** The days on which to check in, when any are said. `asked` is whether days were asked for. */
export function readDays(message: string, asked: boolean): Days | undefined {
  const text = plainDays(message);
  const all = namedDays(text, asked);
  const rest = REST.exec(text);
  for (const gone of [rest, BUT_THAT.exec(text)]) {
    for (const one of all) if (gone && one.item.end <= gone.index && !one.item.whole) one.out = true;
  }
  const named = withoutTold(all, text);
  const seven = named.some(({ item, out }) => item.seven && !out);
  const wanted = daysIn(named.filter(({ out }) => !out));
  const unwanted = daysIn(named.filter(({ out, excepted }) => out && (!seven || excepted)));
  if (wanted.size === 0 && unwanted.size === 0) return OFTEN.find(([said]) => said.test(text))?.[1];
  const isLeft = [...wanted].some((day) => !unwanted.has(day));
  const days = (isLeft ? WEEKDAYS.filter((day) => wanted.has(day)) : daysLeft(unwanted, rest, text)).filter(
    (day) => !unwanted.has(day),
  );
  if (days.length === 7) return 'daily';
  if (days.join() === WORKDAYS.join()) return 'weekdays';
  return days.length > 0 ? days : undefined;
}

/**
 * What days are left out of, when none are said to be wanted: "10am but not on Fridays" leaves the days that are taken
 * when none are said, "not on weekends" is about all seven.
 */
function daysLeft(unwanted: ReadonlySet<Weekday>, rest: RegExpExecArray | null, text: string): readonly Weekday[] {
  const isAboutAll =
    ANY_DAY.test(text) ||
    WEEKEND.some((day) => unwanted.has(day)) ||
    WORKDAYS.every((day) => unwanted.has(day)) ||
    Number(rest?.[1]) === 7 - unwanted.size;
  return isAboutAll ? WEEKDAYS : WORKDAYS;
}

function daysIn(named: readonly Named[]): Set<Weekday> {
  return new Set(named.flatMap(({ item }) => item.days));
}

/** The days a message names, in order, with those gone that it takes back. */
function namedDays(text: string, asked: boolean): Named[] {
  const items = itemsOf(text);
  let named: Named[] = [];
  let previous: Named | undefined;
  for (const [i, item] of items.entries()) {
    const gap = text.slice(Math.max(previous?.item.end ?? 0, item.at - 60), item.at);
    const after = text.slice(item.end, item.end + 60);
    if (!isMeant(item, gap, items.length, asked)) continue;
    const one: Named = { item, out: false, isTold: false, isOfOthers: false, excepted: EXCEPTS.test(gap) };
    const listed = previous !== undefined && LIST.test(gap);
    if (listed && previous) {
      // One "not" holds for a whole list, "not on monday or friday", but not beyond a comma: "not mondays, tuesdays".
      one.out = previous.out && (!/^\s*,\s*$/.test(gap) || listEndsWithOr(items, i, text));
      one.isTold = previous.isTold;
      one.isOfOthers = previous.isOfOthers;
      one.excepted = previous.excepted;
    } else {
      if (TAKEN_BACK.test(gap) && !WITHOUT.test(gap)) named = named.filter(({ out }) => out);
      one.out =
        WITHOUT.test(gap) ||
        WITHOUT_ANOTHER.test(gap) ||
        DENIED_BEFORE.test(gap) ||
        (previous?.item.group === true && !previous.out && BUT.test(gap));
      const clause = clauseOf(item, text);
      one.isTold = STORY.test(clause) || WHY_BEFORE.test(gap) || DONE_AFTER.test(after);
      one.isOfOthers = one.isTold && OF_OTHERS.test(clause) && clause.length < text.length;
      if (!one.out && previous?.item.whole && NAMELY.test(gap)) named = named.filter((other) => other !== previous);
      if (isChosen(one, named, gap, after)) named = [];
    }
    const isOutAfter = LEFT_OUT_AFTER.test(after) || (ALONE_AFTER.test(after) && isLeftAlone(named, one, text));
    if (isOutAfter) {
      one.out = true;
      // "Saturdays and Sundays leave me in peace" is about both.
      if (listed && /^\s*$|\b(?:and|or|n)\b|[&+/]/.test(gap) && previous) previous.out = true;
    }
    previous = one;
    if (item.whole && TOO_MUCH.test(after)) one.out = true;
    if (!item.whole || !one.out) named.push(one);
  }
  return named;
}

function isMeant(item: Item, gap: string, items: number, asked: boolean): boolean {
  const isUncertain = items === 1 && item.name !== undefined && AMBIGUOUS.has(item.name) && !asked;
  if (isUncertain && !/\b(?:on|every|next|each)\s*$/.test(gap)) return false;
  if (item.name && BEGINS.test(gap) && !LIST.test(gap)) return false;
  // "The end of the working day" is a time.
  if (items > 1 && item.whole && /\b(?:that's|that is|which is|is|being) (?:my|our|the|a)\s*$/.test(gap)) return false;
  return !(item.group && item.isDay && /\b(?:of|during|before|after) (?:the|my|a)\s*$/.test(gap));
}

/** "Tuesday or Thursday... Thursday", "I thought of Monday, but Tuesday is better": the ones before were only weighed. */
function isChosen({ item, out }: Named, named: readonly Named[], gap: string, after: string): boolean {
  if (out || item.group || named.length === 0) return false;
  if (/\bbut\b/.test(gap) && BETTER_AFTER.test(after)) return true;
  return named.length > 1 && named.every((one) => !one.item.group) && daysIn(named).has(item.days[0] ?? 'mon');
}

/** Whether the list that ends here began with "leave my". */
function isLeftAlone(named: readonly Named[], one: Named, text: string): boolean {
  return [one, ...named.slice(-2)].some(({ item }) =>
    LEAVE_BEFORE.test(text.slice(Math.max(0, item.at - 20), item.at)),
  );
}

/** Days that are told of oneself stand for the wish where no others do: "I work Monday to Thursday. 9am". */
function withoutTold(all: readonly Named[], text: string): readonly Named[] {
  const so = [...text.matchAll(SO)].at(-1)?.index ?? 0;
  const concluded = all.some(({ item, out, isTold }) => item.at > so && !out && !isTold);
  const named = all.filter(({ item, isOfOthers, out }) => (!isOfOthers && !(concluded && item.end <= so)) || out);
  const wished = named.filter(({ isTold: told, out }) => !told || out);
  return wished.some(({ out }) => !out) ? wished : named;
}

/** The part of the message that an item stands in. */
function clauseOf({ at }: Item, text: string): string {
  let from = 0;
  let to = text.length;
  for (const { index, 0: whole } of text.matchAll(CLAUSES)) {
    if (index + whole.length <= at) from = index + whole.length;
    else if (index >= at) {
      to = index;
      break;
    }
  }
  return text.slice(from, to);
}

const SHORT = 'mo|tu|we|th|fr|sa|su';
const SHORT_LIST = new RegExp(`\\b(?:${SHORT})(?:(?:\\s*[,/&+]\\s*|\\s+(?:and\\s+)?)(?:${SHORT}))+\\b`, 'g');

/** As English and German calendars have them: "Mo-Fr", "Di-Do". */
const SHORT_DAYS: Record<string, Weekday> = {
  mo: 'mon',
  tu: 'tue',
  di: 'tue',
  we: 'wed',
  mi: 'wed',
  th: 'thu',
  do: 'thu',
  fr: 'fri',
  sa: 'sat',
  su: 'sun',
  so: 'sun',
};
const SHORT_SPAN = new RegExp(
  `\\b(${Object.keys(SHORT_DAYS).join('|')}) ?[-–] ?(${Object.keys(SHORT_DAYS).join('|')})\\b`,
  'g',
);

/** "Switch it from Mondays to Thursdays" is about Thursdays. */
const MOVED = new RegExp(
  `\\b((?:switch|swap|move|shift)\\b[^.;!?]{0,30})\\bfrom (?:${DAY}) (?:to|for|over to) (?=(?:${DAY})\\b)`,
  'g',
);

/** "Mo we fr" is three days; one of them alone is a word. */
function plainDays(message: string): string {
  return plainCalendar(message)
    .replace(MOVED, '$1 ')
    .replace(/\bany day (?=(?:but|except|bar|apart|other|not)\b)/g, 'every day ')
    .replace(SHORT_SPAN, (_span, from: string, to: string) => `${SHORT_DAYS[from]}-${SHORT_DAYS[to]}`)
    .replace(SHORT_LIST, (list) =>
      list.replace(
        new RegExp(`\\b(?:${SHORT})\\b`, 'g'),
        (short) => WEEKDAYS.find((day) => day.startsWith(short)) ?? short,
      ),
    );
}

/** The message is days, numbers and signs alone. */
export function isDaysOnly(message: string): boolean {
  const text = plainDays(message);
  return (
    itemsOf(text).length > 0 && !/[\p{L}]/u.test(text.replace(ITEM, ' ').replace(/\b(?:and|am|pm|at|or|only)\b/g, ' '))
  );
}

function itemsOf(text: string): Item[] {
  // "Every other day" names no days although "day" is in it.
  const spread = text.replace(
    /\b(?:every|each) (?:other|2nd|second|2|3|third|3rd|alternate|couple of) (?:work ?|week ?|working )?days?\b/g,
    (gone) => ' '.repeat(gone.length),
  );
  return [...spread.matchAll(ITEM)].map((match) => {
    const groups = match.groups ?? {};
    const end = match.index + match[0].length;
    const whole = Boolean(groups.daily ?? groups.seven ?? groups.working);
    return {
      days: daysOf(groups),
      at: match.index,
      end,
      group: !groups.day,
      whole,
      seven: Boolean(groups.seven),
      isDay: match[0].endsWith('day'),
      ...(groups.day && { name: groups.day }),
    };
  });
}

function daysOf(groups: Record<string, string | undefined>): readonly Weekday[] {
  const { from, to, after, before, end, count, work, week, short, daily, seven, working, weekend, set, day } = groups;
  if (working) return WORKDAYS;
  if (from && to) return span(dayOf(from), dayOf(to));
  if (after && before) return span(dayOf(after), dayOf(before));
  if (end) {
    const all = end === 'last' && !work && !week ? WEEKDAYS : WORKDAYS;
    return end === 'last' ? all.slice(-Number(count)) : WEEKDAYS.slice(0, Number(count));
  }
  if (short) return span('mon', short === 'w' ? 'wed' : 'thu');
  if (daily ?? seven) return WEEKDAYS;
  if (weekend) return WEEKEND;
  if (set) return set.startsWith('m') ? ['mon', 'wed', 'fri'] : ['tue', 'thu'];
  return [dayOf(day ?? '')];
}

function listEndsWithOr(items: Item[], from: number, text: string): boolean {
  for (let i = from; i + 1 < items.length; i += 1) {
    const gap = text.slice(items[i]?.end, items[i + 1]?.at);
    if (!LIST.test(gap)) return false;
    if (/\b(?:or|and|nor)\b|&/.test(gap)) return true;
  }
  return false;
}

const DAY_OF = SPELLINGS.map(([day, spellings]) => [day, new RegExp(`^(?:${spellings})$`)] as const);

function dayOf(name: string): Weekday {
  return DAY_OF.find(([, spellings]) => spellings.test(name))?.[0] ?? 'mon';
}

function span(from: Weekday, to: Weekday): Weekday[] {
  const days: Weekday[] = [];
  for (let i = WEEKDAYS.indexOf(from); ; i = (i + 1) % 7) {
    days.push(WEEKDAYS[i] ?? 'mon');
    if (WEEKDAYS[i] === to) return days;
  }
}

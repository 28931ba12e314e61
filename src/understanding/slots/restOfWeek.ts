import { WEEKDAYS, type Weekday } from '../../../dialogs/words.ts';
import { WEEKEND, WORKDAYS } from './dayMentions.ts';
import { daysIn, type Named } from './namedDays.ts';

/** "The other six days", "the rest", "the five that remain", "all others": what is left of the week after those named. */
const REST =
  /(?<!\b(?:no|each|some|my|no for|not|never) )(?:\b(?:all |any |every )?(?:the )?(?:other|remaining) (?:(?<count>[1-6])\b(?: (?:working |work ?|school |week ?)?days?)?|(?:working |work ?|school |week ?)?(?:days?|mornings?|evenings?|nights?|afternoons?)\b)|\b(?<early>[1-6]) other (?:working |work ?|school |week ?)?(?:days?|ones)\b|\b(?<left>[1-6]) (?:others\b(?! \w)|(?:days )?(?:that |which )?(?:remain|are left|is left|left)\b)|\b(?:rest|others) all\b|\b(?:any|all|the) (?:of the )?days besides\b(?! \w)|\bthe rest\b(?! (?:is up|is mine|i\b|you\b(?! (?:can|may|fit|could))|later))|\brest (?:is |are |is all )?(?:ok|okay|fine|good|yes)\b|\brest (?:of|ae|o') (?:the|my) week\b|\b(?:all|any|the) (?:the )?others?\b(?= ?(?:[.,;!?]|$|are|is|i'm|i am|ok|fine|good|at|yes|please|can|sunday|saturday))|\botherwise\b(?= (?:every|each|daily|all|any|weekdays|yes|ok|fine|whenever|when you))|\beverything else\b)(?![^.,;!?]{0,24}\b(?:i'm|i've|we're|i(?!')|we(?!'))\b(?! (?:am |are )?(?:down|fine|free|game|available|good|in\b(?! \w)|up for)\b))/;

/** Before and after it: these are not wanted, "Monday and Wednesday is enough, drop the rest". */
const DROPPED_BEFORE =
  /\b(?:drop|skip|leave|ditch|cancel|forget|lose|stop|scrap|without|spare me|never mind|not|no need for)\s+(?:all |on |about )?(?:of )?(?:the )?$/;
const DROPPED_AFTER =
  /^\s*(?:of (?:the|my) week |of them |days )?(?:no|nah|naw|off|alone|(?:are|is) (?:(?:too |so |very |all )?(?:full|busy|packed|bad|booked|hectic|taken)|no good|out|off)|skip|don't|not)\b/;

const AND = /^\s*,? ?(?:and|then|plus)(?: then)?\s*$/;

/** Before and after it: it belongs to what is told. */
const TOLD_BEFORE =
  /(?:^|[,;.!?(–—]|\b(?:because|as|since|cos))\s*(?:and |but )?(?:i|i'm|i've|we|we're|we've|got|have|had|(?!\w*(?:morning|evening|during|ping)\b)[a-z]{3,}in[g']?\b|(?:my|me|our|the) \w+|he|she|they|it's|there's)\b(?!.*\b(?:want|like|love|prefer|please|pls|need|remind\w*|ping|check|ask|message|could|can|would|free|ok|okay|fine|good|around|available|so|give|take)\b|'d)[^,;.!?)]*$/;
const TOLD_AFTER =
  /^ (?:i'm|i've|we're|(?:i|we|my|the|our|it|he|she|they)(?!'))\b(?! (?:am |are |is )?(?:free|fine|ok|okay|good|around|available|can|down|game|in\b(?! \w)|up for)\b)/;

/** "The days I'm not", "the ones that aren't", "the weekdays I got no lecture". */
const WHERE_NOT =
  /\b(?<kind>week|work|working )?(?:days|ones|evenings|mornings) (?:that |when |where |which |on which )?(?:(?:i|i'm|im|i am|we|we're|they|there|she|he|it) )?(?:(?:am|are|is|do|have|got|has|'ve|work) )?(?:not|don't|dont|aren't|arent|ain't|isn't|haven't|no|without|free from|free of)\b/;

/** "The four days they are at their dad's": as many as are left. */
const COUNTED = /\b(?:the|those|these|my|just) (?<count>[1-6]) (?:\w+ )?days\b/;

const ANY_DAY = /\b(?:any ?day|every ?thing|any ?thing|any ?time|all but|all days|all other|any other)\b/;

/** "Only these three": those before, and not the other days. */
const THESE_ALONE = /\bonly (?:these|those|them)\b/;

export interface Rest {
  /** Where it is said. */
  at: number;
  /** How many days it is, where that is said. */
  count?: number;
  /** Of the working week or of all of it, where that is said. */
  of?: readonly Weekday[];
}

/** Where a message says that the other days are meant. */
export function restIn(text: string, named: readonly Named[]): Rest | undefined {
  if (THESE_ALONE.test(text)) return undefined;
  const rest = REST.exec(text);
  // "Tuesdays and Thursdays, I'm on nights the rest": what is only told of is no wish.
  if (
    rest &&
    (DROPPED_BEFORE.test(text.slice(0, rest.index)) || DROPPED_AFTER.test(text.slice(rest.index + rest[0].length)))
  )
    return undefined;
  // "Monday and every other day": every second one.
  const isSecond = rest && /^every other/.test(rest[0]);
  if (isSecond && named.some(({ mention }) => AND.test(text.slice(mention.end, rest.index)))) return undefined;
  if (rest && TOLD_BEFORE.test(text.slice(0, rest.index))) return undefined;
  if (rest && named.length > 0 && TOLD_AFTER.test(text.slice(rest.index + rest[0].length))) return undefined;
  if (rest) {
    const { count, left, early } = rest.groups ?? {};
    const isWork = /work|week|school/.test(rest[0]) && !/^rest/.test(rest[0]);
    return {
      at: rest.index,
      ...((count ?? left ?? early) && { count: Number(count ?? left ?? early) }),
      of: isWork ? WORKDAYS : WEEKDAYS,
    };
  }
  const where = WHERE_NOT.exec(text);
  const isNamed = named.some(
    ({ mention }) => where && mention.at < where.index + where[0].length && mention.end > where.index,
  );
  const isAsked = where && /\b(?:ask|ping|message|check|text|do|take)\b[^.;!?]{0,20}$/.test(text.slice(0, where.index));
  if (where && (!isNamed || isAsked) && named.some(({ mention }) => mention.end <= where.index))
    return { at: where.index, of: where.groups?.kind ? WORKDAYS : WEEKDAYS };
  const counted = COUNTED.exec(text);
  const before = daysIn(
    named.filter(({ mention, out }) => (counted ? mention.end <= counted.index : false) && !out && !mention.whole),
  );
  const count = Number(counted?.groups?.count);
  if (counted && before.size > 0 && (count + before.size === 7 || count + before.size === 5))
    return { at: counted.index, count };
  return undefined;
}

/**
 * What days are left out of, when none are said to be wanted: "10am but not on Fridays" leaves the days that are taken
 * when none are said, "not on weekends" is about all seven.
 */
export function daysLeft(unwanted: ReadonlySet<Weekday>, rest: Rest | undefined, text: string): readonly Weekday[] {
  if (rest?.count === 7 - unwanted.size) return WEEKDAYS;
  if (rest?.count === 5 - unwanted.size) return WORKDAYS;
  // "Six days is fine, just never on Sunday."
  if (Number(/\b([4-6]) days\b/.exec(text)?.[1]) === 7 - unwanted.size) return WEEKDAYS;
  if (rest?.of) return rest.of;
  const isAboutAll =
    ANY_DAY.test(text) || WEEKEND.some((day) => unwanted.has(day)) || WORKDAYS.every((day) => unwanted.has(day));
  return isAboutAll ? WEEKDAYS : WORKDAYS;
}

import type { Expecting } from '../../dialogs/words.ts';
import { isAnswer } from './combine.ts';
import type { Understood } from './understood.ts';

/** Where pressing goes on, or is led up to. */
const ON_THE_WAY = new Set<Expecting>([
  'safety',
  'doubt',
  'rating',
  'side',
  'pressure',
  'contracting',
  'region',
  'hold',
  'outcome',
  'confirm',
]);

/** Where nothing is pressed, and a wish to be asked is for this once, too. */
const ASKS_AGAIN = new Set<Expecting>(['nothing', 'check-in']);

/** Without one of these nobody is at a wheel, and most messages have none. */
const OF_THE_ROAD = /driv|riding|wheel|lights?\b|traffic|motorway|highway|freeway|park/;
const AT_THE_WHEEL =
  /(?:^|[.,;!?]\s*|\b(?:i'm|im|i am|am|still|now|just|currently|as|because|cos|while)) (?:still |just |now |currently |actually )*(?:driving|riding (?:my|the|a) (?:bike|motorbike|scooter|bicycle)|(?:at|behind) the wheel)\b|^(?:driving|(?:at|behind) the wheel)\b|\bat (?:a |the |this )?(?:red|traffic|stop) ?lights?\b|\b(?:i drive|on the (?:motorway|highway|freeway)) (?:now|right now|at the moment|atm)\b|\b(?:let me|until i|till i|til i|when i|once i|after i)(?:'ve| have|'m| am)? park(?:ed|ing)?\b|\bat parking\b/;
/** Told of another time, of somebody else, or of what it does to the knot. */
const NOT_NOW =
  /\b(?:when(?:ever)?|if|after|from|before|not|never|isn't|no longer|stopped|finished|done|was|were|been|by|hates?|love|long|hours? of|because of|due to|he's|she's|they're|wife|husband|he|she|who|someone|somebody|passenger|taxi|bus|train|uber|too much|only|mostly|always|usually) (?:[\w']+ ){0,2}(?:driving|at the wheel|behind the wheel)\b|\bdriving (?:me|it|him|her|us|test|lessons?|seat|yesterday|makes?|does|did|hurts?|caused|all|a lot|every|for (?:\w+ )?hours|home (?:yesterday|last))\b|\b(?:parked|stopped) (?:the car |now|already|and)/;
/** Pressing and driving at once, whatever else the message may be. */
const PRESSES =
  /\b(?:press|do|push|massag|rub|squeez|hold|try)\w*\b(?: \w+){0,4} (?:while|whilst|when|and) (?:i'm |im |i am |i )?driv(?:ing|e)\b/;
const WISHES =
  /\b(?:remind|ping|nudge|ask|message|msg|text|poke|try me|come back|check (?:in|back)|later|again|give me|gimme|in (?:an?|half|about|\d+|ten|twenty|thirty))\b/;

/** Whoever tells that they are driving is led no further, and a time beside it is for this once. */
export function whileDriving(understood: Understood, text: string, expecting: Expecting): Understood {
  const isOnTheWay = ON_THE_WAY.has(expecting);
  if (!(isOnTheWay || ASKS_AGAIN.has(expecting)) || !OF_THE_ROAD.test(text) || text.length > 160) return understood;
  const { intent, slots } = understood;
  if (intent === 'red-flag' || intent === 'despair' || understood.doubt || understood.foreign || text.endsWith('?'))
    return understood;
  const presses = PRESSES.test(text) && !/\b(?:can|may|should|could|never|don't|won't)\b/.test(text);
  if (!presses && (!AT_THE_WHEEL.test(text) || NOT_NOW.test(text))) return understood;
  if (!presses && (isAnswer(intent) || intent.startsWith('ask.'))) return understood;
  const said: Understood = { ...understood, also: [], ...(isOnTheWay && { bar: 'driving' }) };
  // "I have five minutes at a red light" is how long it would be, and no wish.
  if (isOnTheWay && (!WISHES.test(text) || presses)) return { ...said, intent: 'later', slots: {} };
  const isOnce = intent === 'reminder.set' && slots.time !== undefined && !slots.days && !slots.on;
  return isOnce ? { ...said, intent: 'reminder.snooze', slots: { time: slots.time as string } } : said;
}

import type { Expecting, Intent } from '../../dialogs/words.ts';
import { isAnswer } from './combine.ts';
import type { Reading } from './reading.ts';
import type { Understood } from './understood.ts';

/**
 * What is taken for a result of pressing although it is none, or the opposite of one: that it hurts more now, that the
 * timer may start, that there is no wall to lean on. Only where it is told in so many words. Pure.
 */
export function noResult(understood: Understood, reading: Reading, expecting: Expecting): Understood | undefined {
  const { intent, slots, how } = understood;
  const said = reading.words.join(' ');
  const { length } = reading.words;
  const plainly = (meant: Intent): Understood => ({ intent: meant, slots: {}, also: [], how });
  if (length <= LONGEST_START && START.test(said)) {
    if (expecting === 'region' || expecting === 'outcome') return { ...plainly('out-of-scope'), report: 'under-way' };
    return plainly('timer.start');
  }
  if (intent === 'ask.deep-pressure' && SOFT_SEATS.test(said) && ASKS_WHETHER_FINE.test(reading.text))
    return plainly('ask.how-to-press');
  if (length <= LONGEST_START && STARTED.test(said)) return { ...plainly('out-of-scope'), report: 'under-way' };
  if (!isAnswer(intent) && !UNHEARD.has(intent)) return undefined;
  if (length > LONGEST) return undefined;
  if (expecting !== 'outcome' && !TELLS_RESULT.test(said) && !TELLS_RESULT_OF_SOFT.test(said)) {
    if (NO_DESK.test(said) && expecting === 'region') return { ...plainly('cannot-reach'), report: 'no-desk' };
    if (NO_WALL.test(said)) return plainly('cannot-reach');
    if (BALL.test(said) && ROLLS.test(said)) return plainly('cannot-reach');
    if (isAnswer(intent) && ASKS_WHETHER_FINE.test(reading.text) && !TELLS_ANYTHING.test(said))
      return plainly('ask.how-to-press');
  }
  if (expecting !== 'region' && expecting !== 'outcome' && length <= LONGEST_STILL) {
    if (PLACED.test(said)) return { ...plainly('out-of-scope'), report: 'under-way' };
    if (GOOD.has(intent) && SOFT_SEATS.test(said) && /\bsoft\b/.test(said) && !OF_THE_KNOT.test(said))
      return plainly(/\btoo soft\b/.test(said) ? 'cannot-reach' : 'out-of-scope');
  }
  if (expecting === 'region' && STILL_CANNOT.test(said)) return plainly('cannot-reach');
  if (expecting === 'region' && length <= LONGEST_STILL && KNOT_GONE.test(said)) return plainly('knot.gone');
  if (
    expecting === 'region' &&
    length <= LONGEST_STILL &&
    ((KNOT_STILL.test(said) && (!GIVEN_WAY.test(said) || /\bnot\b/.test(said)) && !/\bhere\b/.test(said)) ||
      (STILL_HARD.test(said) && !HERE.test(said)))
  )
    return { ...plainly('out-of-scope'), report: 'knot-or-spot' };
  if (expecting === 'region' && intent === 'region.not-tender' && NOTHING_OR_A_BIT.test(said)) return plainly('unsure');
  if (expecting === 'outcome' && intent === 'knot.gone' && FEELS_NOTHING.test(said))
    return { ...understood, report: 'nothing-felt' };
  if (JOKES.test(reading.text) && OPPOSITE[intent]) return plainly(OPPOSITE[intent]);
  if (expecting === 'hold' || expecting === 'contracting') {
    if (HELD.has(intent) && WORSE.test(said) && !NOT_WORSE.test(said))
      return { intent: 'hold.not-eased', slots, also: understood.also, how, report: 'worse' };
    if (HELD.has(intent) && PRESSED_MINUTES.test(said)) {
      const eased = ENDS_BETTER.test(reading.text) && !/\b(?:not|no|never)\b/.test(said);
      return { ...understood, intent: eased ? 'hold.eased' : intent, report: 'too-long' };
    }
  }
  return undefined;
}

/** "No, still can't": the place, which was to be reached another way. */
const STILL_CANNOT =
  /^(?:(?:no|nope|nah|sorry|still|i|and|well|even so) )*can not(?: still| either| (?:reach|get)(?: it| there| that)?)*$/;
/** "My chair is soft" is no good news of the knot. */
const GOOD = new Set<Intent>(['pressure.relaxes', 'hold.eased']);
const OF_THE_KNOT = /\b(?:knot|muscle|lump|spot|it|that|now|under|like|as)\b/;
/** How the person lies or sits, and nothing of what came of it. */
const PLACED =
  /^(?:(?:ok|okay|so|well|i am|am|i|just|still|now|right|yes) )*(?:lying|sitting|standing|leaning|kneeling)(?: (?:down|up|back|there|here|now|already|on|at|against|in|the|my|a|bed|floor|chair|sofa|wall|ball|desk|side|stomach|back))*$/;

/** In words: whoever says more tells a story, in which there may be an answer. */
const LONGEST = 18;
const LONGEST_START = 8;
const LONGEST_STILL = 8;

/** What may have been taken for want of anything better. */
const UNHEARD = new Set<Intent>(['out-of-scope', 'ask.how-to-press', 'stop']);
/** Leaned on with one's own weight, which is no digging. */
const SOFT_SEATS =
  /\b(?:seat|seats|chair|armchair|backrest|headrest|bed|mattress|sofa|couch|cushion|pillow|carpet|floor)\b/;
const HELD = new Set<Intent>(['hold.eased', 'hold.not-eased', 'unsure']);

/** "Ok starting now" begins the hold. "It starts to ease" and "start over" are something else. */
const START =
  /^(?:(?:ok|okay|right|alright|yes|well|good|great|cool|then|and|so|now|just|please|i|am|will|we|can|could|you|let us|lets|ready|fingers on|here we|off we|going to|gonna) )*(?:start|starting|begin|beginning|go)(?: (?:go|now|please|it|then|the|my|pressing|press|pressure|hold|holding|counting|count|timer|clock|seconds|right|away|with|test|pls|ok|okay|thanks|thank|you|for|me|\d+))*$/;

const STARTED =
  /^(?:(?:ok|okay|right|yes|well|so|now|just|already|i|we|have|has) )*(?:started|begun|began)(?: (?:now|it|already|the|pressing|press|hold|holding|counting|timer|just|to press|to hold|to count|with it))*$/;

const WALL =
  '(?:(?:free|tennis|massage|soft|proper|suitable|right|good|real|decent|such|usable|empty|bare) )*(?:walls?|balls?|doors?|doorframe)';
/** Nothing to lean on, or nothing to lean with. A knot that "is not a ball any more" is something else. */
const NO_WALL = new RegExp(
  `\\b(?:no|without(?: an?| any)?|neither|zero) ${WALL}\\b(?! (?:there|left|any ?more|now|any longer))|\\b(?:not|never|nor) (?:have|got|own|see|find|bring|carry) (?:got |a |an |any |the |my |that |with me )*${WALL}\\b|\\bthere is not (?:an?|any) ${WALL}\\b(?! (?:there|left|any ?more|now|any longer))`,
);
const NO_DESK =
  /\b(?:no|without an?|without any|without|(?:not|never) (?:have |got |own |any |an? |the |at |here )*) ?(?:\w+ ){0,1}(?:desk|desks|table|tables|armrest|armrests)\b/;
/** It runs away before it gets to the knot. */
const BALL = /\bballs?\b/;
const ROLLS =
  /\b(?:rolls?|rolling|rolled|slips?|slipping|slipped|slides?|sliding|slid|falls?|falling|fell|drops?|dropping|dropped|escapes?|jumps?|wanders?)(?: always| just| again)? (?:away|off|down|out|aside|sideways|to the (?:side|floor|ground))\b/;
/** "I lie on it on my bed, ok?" tells how it is done, and asks about that. */
const TELLS_ANYTHING =
  /\b(?:yes|no|not|none|nothing|did|done|soft\w*|loose\w*|less|more|worse|sure|spot|one|lump|there)\b/;
const ASKS_WHETHER_FINE =
  /(?:,|\b(?:is|that|this|it|would|be|that's|it's)\b)\s*(?:ok|okay|okey|right|fine|allowed|good|correct|alright|possible|enough|safe)\s*\?+\s*$/;
/** What came of it is told as well. */
const TELLS_RESULT =
  /\b(?:relax\w*|eas(?:ed?|es|ing)|soften\w*|let go|lets go|letting go|gave|gives|melt\w*|gone|better|found|sore|tender|hard|harder|tight|rock|stone|marble|same|change|unchanged|ouch|hurts?|painful|tingl\w*|numb)\b/;
const TELLS_RESULT_OF_SOFT =
  /\b(?:got|gets|went|goes|is|feels|turned|became|knot) (?:\w+ )?(?:soft|softer|loose|looser)\b/;

/** Of the knot, or of the place that is felt along? A knot "still" is what it was, a place was not felt before. */
const STILL_HARD =
  /\b(?:still|stays|stayed|remains|remained|same|as hard as) (?:\w+ ){0,2}(?:hard|stone|rock|stiff|solid|like (?:a |an )?(?:rock|stone|marble|brick|wood|iron|concrete))\b|^(?:(?:it|the knot|knot|that) )?(?:still|stays|stayed|remains) (?:hard|there|the same)\b/;
const KNOT_STILL =
  /^(?:(?:but|well|ok|no|yes|so|and|hm+|still) )*(?:the |my )?knot(?: itself)? (?:is|feels|has|did|does|still|stays|stayed|remains|remained|hurts|will)\b|^(?:(?:it|that|but|well|no|is|still|all) )*(?:the same|same|no change|unchanged|nothing changed|nothing has changed)(?: (?:knot|as|before|as before|now|still|there))*$/;
const KNOT_GONE =
  /^(?:(?:but|well|ok|oh|wow|yes|so|and|hey|i think|now) )*(?:the|my) knot(?: itself)? (?:is|has|just|seems) (?:(?:really|just|finally|totally|completely|now|all|actually|already|suddenly) )?(?:gone|disappeared|vanished|let go|dissolved)(?: (?:now|already|completely|away|wow))*$/;
const GIVEN_WAY =
  /\b(?:gone|soft|softer|relaxed|let go|better|eased|melted|easier|looser|smaller|disappeared|vanished|left)\b/;
const HERE = /\b(?:here|there|spot|spots|place|area|found|one|tender|sore|fold|arm|chest|ribs?|nothing)\b/;

/** "Nothing. Well, a bit, on the left": takes half of it back. */
const NOTHING_OR_A_BIT =
  /\b(?:nothing|no|none|nope)\b.{0,30}\b(?:well|actually|wait|hmm?|maybe|hang on|hold on)\b.{0,12}\b(?:a bit|a little|something|slightly|one)\b(?!.{0,20}\b(?:ticklish|tickles|bored|boring|tired|normal)\b)/;

/** The knot may be gone, or nothing has changed: "I do not feel there anything". */
const FEELS_NOTHING =
  /^(?:(?:well|ok|hmm|no|sorry|i|really|honestly) )*(?:(?:do|can|could|did) not (?:feel|notice|sense)(?: (?:there|here|really))?(?: anything| something)(?: (?:there|here|special|particular|happening|in|particularly))*|(?:feel|felt|notice|noticed|sense)(?: (?:there|here))? nothing(?: (?:there|here|special|particular|happening|in|particularly))*|nothing(?: (?:there|here|special|happening|really|to report))+)$/;

/** "Worked like a charm, not", whose last words take back all before them. */
const JOKES =
  /[,.!:;…)]\s*(?:not|as if|in my dreams|just kidding|only kidding|only joking|just joking|yeah right|i wish)[\s.!…)]*$/;
const OPPOSITE: Partial<Record<Intent, Intent>> = {
  'pressure.relaxes': 'pressure.does-not-relax',
  'hold.eased': 'hold.not-eased',
  'knot.gone': 'knot.same',
  'knot.better': 'knot.same',
};

/** It hurts more than before it was pressed. */
const WORSE =
  /\b(?:hurts?|hurting|aches|aching|ached) (?:\w+ ){0,2}more\b|\bmore (?:painful|sore|pain|tender|soreness)\b|(?:^|\b(?:it|is|got|gets|getting|feels?|even|much|now|anything|become|becomes|became|went|bit|made it|makes it|made that|made this|lot|slightly|far|spot|rather|actually) )(?:worse|sorer|worsened|worsens|angrier|more angry)\b|\bpain (?:is |has )?(?:increas\w+|grow\w+|grew|r[io]se[ns]?|rising|going up|goes up|went up)\b/;
/** It does not, or no longer, or more than something else. */
const NOT_WORSE =
  /\b(?:not|no|never|neither|nor|nothing|without|less|first|initially|beginning|at the start|anymore|stopped|eased|eases|softer|soft|gone|melted|relaxed|let go|gave|going away|could|been|then|before it|if i|when i|than (?:i|my|a|an|any))\b(?<!\bthan i (?:began|started))/;

const PRESSED_MINUTES =
  /\b(?:[2-9]|[1-9]\d|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|few|several|couple of|many|(?:quarter|half) (?:of )?an) (?:whole |full |good |solid |long )?(?:minutes?|mins?|hour)\b(?! (?:ago|later|break|rest|off|earlier|before))/;
/** "I pressed for 10 minutes, better": what comes last is what came of it. */
const ENDS_BETTER =
  /(?:[,.;!:-]|\band\b|\bnow\b)\s*(?:(?:it|it's|its|is|that|now|much|a|bit|lot|little|feels|way|far|finally) )*(?:better|softer|looser|easier|less sore|lighter)(?: now)?[\s.!]*$/;

/** A number that nobody asked for says nothing of what is asked: "3" may be how sore it is, or the third button. */
export function isStrayNumber({ intent }: Understood, { text }: Reading, expecting: Expecting): boolean {
  return UNCOUNTED.has(expecting) && LONE_NUMBER.test(text) && isAnswer(intent) && intent !== 'hurts-too-much';
}
const UNCOUNTED = new Set<Expecting>([
  'safety',
  'doubt',
  'confirm',
  'side',
  'pressure',
  'contracting',
  'region',
  'hold',
  'reminder-offer',
]);
/** "15" under a check-in, above any scale and as long as people wait: so many minutes. */
export function loneDelay({ intent }: Understood, { text }: Reading): number | undefined {
  const minutes = intent === 'knot.rating' ? LONE_DELAY.exec(text)?.[1] : undefined;
  return minutes === undefined ? undefined : Number(minutes);
}
const LONE_DELAY = /^\W*(15|20|30|40|45|60|90)\W*$/;

/** "12", where the scale ends at 10. "12 out of 10" says that it is strong. */
export function isOffScale({ intent }: Understood, { text }: Reading): boolean {
  return intent === 'knot.rating' && OFF_SCALE.test(text);
}
const OFF_SCALE =
  /^[\s(#"']*(?:1[1-9]|[2-9]\d|[1-9]\d{2,5})(?: (?:i said|i say|i mean|please|easily|definitely|at least|now))*[\s.!)"']*$/;
const LONE_NUMBER = /^[\s(#"']*[1-9]\d{0,3}[\s.!)"']*$/;

/**
 * What only sounds as if it had to wait, and tells where somebody works, that they are back, or that it may go on:
 * none of them puts anything off or ends it. Nothing where none is told.
 */
export function noDelay({ intent }: Understood, { words }: Reading): Intent | undefined {
  if (!WAITS.has(intent) || words.length > LONGEST_BACK) return undefined;
  const said = words.join(' ');
  if (IS_BACK.test(said) || TO_FIRST.test(said)) return 'go-on';
  return intent === 'later' && WORKS_AT.test(said) && !PUTS_OFF.test(said) ? 'out-of-scope' : undefined;
}
const WAITS = new Set<Intent>(['later', 'stop', 'skip', 'repeat', 'out-of-scope', 'goodbye', 'reminder.resume']);
const LONGEST_BACK = 12;
const IS_BACK =
  /^(?:(?:ok|okay|so|well|hi|hello|hey|sorry|now|yes|right|alright|good|thanks|and) )*(?:i am|am|we are|me)? ?(?:(?<=\bam |\bme |\bare )back|again back|again here|here again|back again|back at it|back here)(?: (?:now|again|here|sorry|ready|with you|at my desk|from (?:the |my |a )?\w+|the \w+|thanks))*$/;
const TO_FIRST =
  /^(?:(?:ok|okay|so|well|yes|right|alright|good|and|now|then|please|let us|lets|can|shall|we|i) )*(?:go|start|begin|continue|move|proceed) (?:on )?(?:to|with|at) (?:the )?(?:first|next) (?:place|one|spot|step)(?: (?:now|please|then))*$/;
const WORKS_AT =
  /^(?:(?:yes|ok|okay|well|so|no|hi|hello) )*(?:i|we) (?:am |are |usually |mostly |always |only |just )*(?:work|working|sit|sitting|based|employed|stand|standing|drive|driving) (?:in|at|for|from|on|as|all|with|the whole)\b/;
const PUTS_OFF =
  /\b(?:now|later|not|busy|until|till|meeting|call|moment|tonight|tomorrow|again|when|after|first|right|currently|still|wait|evening|home)\b/;

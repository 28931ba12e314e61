import type { Expecting, Intent } from '../../dialogs/words.ts';
import { isAnswer } from './combine.ts';
import { noResult } from './noResult.ts';
import type { Reading } from './reading.ts';
import { onlyAsks, readReport, tellsSoreAllOver } from './reports.ts';
import type { Understood } from './understood.ts';

/**
 * What was understood, corrected by what only looks like an answer: a report of how the pressing goes, a question that
 * holds the words of an answer, a sore spot taken for one that eased. `asked` tells what a message asks where nothing
 * is open. Whatever is about safety stays as it is. Pure.
 */
export function whilePressing(
  understood: Understood,
  reading: Reading,
  expecting: Expecting,
  asked: () => Intent,
): Understood {
  const { intent, doubt, foreign, correction, how } = understood;
  if (!PRESSING.has(expecting) || doubt || foreign || correction !== undefined || how === 'emoji') return understood;
  if (intent === 'red-flag' || intent === 'despair') return understood;
  const told = readReport(reading, expecting);
  if (told && !(told.intent === 'out-of-scope' && LEADS_ELSEWHERE.has(intent)))
    return { ...told, slots: {}, also: [], how };
  const none = noResult(understood, reading, expecting);
  if (none) return none;
  const said = reading.words.join(' ');
  if (how === 'bare') return understood;
  const plainly = (meant: Intent): Understood => ({ intent: meant, slots: {}, also: [], how });
  if (expecting === 'outcome') {
    // "Same, but the left side has one too, can we do that?"
    if (reading.words.length <= LONGEST && ANOTHER_SIDE.test(said)) {
      const also = [{ intent: 'ask.both-sides' as const, slots: {} }];
      return intent.startsWith('knot.') ? { ...understood, also } : plainly('ask.both-sides');
    }
    if (HAS_MOVED.test(said)) return { ...plainly('out-of-scope'), report: 'moved' };
    if (STILL_ON.has(intent) && tellsSoreAllOver(said)) return { ...understood, report: 'sore' };
  }
  if (isAnswer(intent) && onlyAsks(reading)) {
    if (TICKLES.test(said)) return plainly('ask.how-to-press');
    if (UNSURE.has(intent)) return { ...understood, report: 'how-to-tell' };
    if (!LEFT_ALONE.has(intent)) return plainly(asked());
  }
  if (expecting === 'region' && TICKLES.test(said) && !DENIES_SORE.test(said)) {
    if (intent === 'region.not-tender') return { ...understood, report: 'ticklish' };
    if (intent.startsWith('ask.')) return plainly('ask.how-to-press');
  }
  if (NO_BALL.test(said) && expecting !== 'outcome') return plainly('cannot-reach');
  if (expecting === 'hold' || expecting === 'contracting') {
    if (intent !== 'hold.eased' && intent !== 'hurts-too-much' && ENDS_WITH_LESS.test(said))
      return plainly('hold.eased');
    if (intent === 'hold.eased' && isStillSore(reading.words)) return plainly('hold.not-eased');
  }
  return understood;
}

/** "Done with that one" may be a wish to go to the next. */
const LEADS_ELSEWHERE = new Set<Intent>(['skip', 'back', 'repeat', 'restart', 'later']);
/** Questions that are answered with the hands on a sore place, or right after. */
const PRESSING = new Set<Expecting>(['pressure', 'contracting', 'region', 'hold', 'outcome']);
const UNSURE = new Set<Intent>(['unsure', 'pressure.unsure']);
/** What takes the hands off may be asked or told. */
const LEFT_ALONE = new Set<Intent>(['hurts-too-much', 'cannot-reach', 'knot.rating']);
const STILL_ON = new Set<Intent>(['knot.same', 'knot.better']);

/** In words: whoever says more tells a story, and looking far ahead for each side named takes long. */
const LONGEST = 40;
const ANOTHER_SIDE =
  /\b(?:left|right|other) (?:side|shoulder|blade|one)\b.*\b(?:also|too|as well|has one|got one|can we|do that|next)\b|\b(?:also|too)\b.*\b(?:on the|the|my) (?:left|right|other)\b.*\b(?:one|knot|can we)\b|\b(?:can we|could we|should we|shall we|lets|let us|what about|and) (?:do |try |press |take |go on with )?(?:the|my) (?:left|right|other)(?: (?:side|shoulder|one|knot))?(?: (?:now|next|too|as well|instead))?$/;
const HAS_MOVED =
  /^(?:(?:ok|so|hmm|well|now|but|oh|i think|it feels like) )*(?:(?:it|the knot|the pain|that|the soreness)(?: is| has| feels like it)*(?: now)? (?:more|rather|now|further|a bit|a little|moved|wandered|shifted|gone|travelled|jumped|sits)(?: more| now| further)? (?:(?:on|to|towards|over to|in|at) (?:the |my )?(?:left|right|middle|side|other side|neck|shoulder|top|outside|inside|spine|blade|shoulder blade|front)|(?:left|right|lower|higher|up|down|outside|inside|elsewhere|somewhere else|further \w+))|(?:it|the knot|the pain)(?: has| is)* (?:moved|wandered|travelled|shifted|somewhere else|in another place|in a different place))(?: (?:now|today|a bit|a little|side|instead|though|somewhat))*$/;
const TICKLES = /\btickl/;
const DENIES_SORE =
  /\b(?:not?|nothing|without|neither|never|zero) (?:\w+ ){0,2}(?:sore|tender|pain|painful|hurt|hurts|tight|ache)\b/;
const NO_BALL =
  /^(?:(?:sorry|but|ok|well|i|we) )*(?:(?:have|got|there is|have got|do|can|own) )*(?:no|not have an?|not have any|not have the|not own an?|without an?) (?:(?:tennis|soft|massage|such|right|good|suitable) )*balls?(?: (?:here|at|work|home|in|the|office|with|me|around|on|hand|now|sorry|right|to use|nearby))*$/;
/** "Done, it still hurts a bit but less": what comes last is how it is now. */
const ENDS_WITH_LESS =
  /\b(?:but|though|only|yet|just) (?:(?:it|that|is|feels|hurts|it is|now|a|bit|little|lot|much|way|clearly|definitely|already|far|quite) )*(?:less|softer|milder|weaker|lighter)(?: (?:now|than|before|already|sore|painful|tender|at|the|start|beginning|much|intense|so))*$/;

const STILL = new Set('tender achy aching aches ache sore soreness tenderness dull'.split(' '));
const AROUND_STILL = new Set(
  'it is feels feel feeling that this the spot place muscle there very really quite so pretty kinda kind of sort and still i am a'.split(
    ' ',
  ),
);

/** "Feels tender, kinda achy" tells how a spot is that has not eased. */
function isStillSore(words: readonly string[]): boolean {
  return words.some((word) => STILL.has(word)) && words.every((word) => STILL.has(word) || AROUND_STILL.has(word));
}

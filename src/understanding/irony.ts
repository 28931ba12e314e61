import type { Expecting, Intent } from '../../dialogs/words.ts';
import { isAnswer } from './combine.ts';
import type { Understood } from './understood.ts';

/**
 * What is meant beside a wonder or a praise that means the opposite: "hard, what a surprise", "oh wonderful, still as
 * sore". Such words stand by themselves, and what is left without them tells what happened. `understand` reads that.
 * Pure.
 */
export function withoutIrony(
  understood: Understood,
  words: string,
  expecting: Expecting,
  understand: (words: string) => Understood,
): Understood {
  const { intent, doubt, foreign, correction } = understood;
  if (!GOOD_NEWS.has(intent) || !TOLD_AT.has(expecting)) return understood;
  if (doubt || foreign || correction !== undefined || words.length > LONGEST) return understood;
  const plain = words.replaceAll('\u2019', "'");
  // "It is soft like butter, the ball I mean. The knot is hard."
  const ofTheKnot = expecting === 'pressure' ? OF_THE_KNOT.exec(plain)?.[1] : undefined;
  const rest = (ofTheKnot ?? plain).replace(PRAISE, '').replace(WONDER_FIRST, '').replace(WONDER_LAST, '').trim();
  if (rest === '' || rest === plain) return understood;
  const told = understand(rest);
  const isOther = isAnswer(told.intent) && told.intent !== intent && !told.doubt && !told.bar;
  return isOther ? { ...told, how: 'words' } : understood;
}

const TOLD_AT = new Set<Expecting>(['pressure', 'contracting', 'region', 'hold', 'outcome']);
/** What may have been taken from the wonder or the praise alone. */
const GOOD_NEWS = new Set<Intent>(['pressure.relaxes', 'hold.eased', 'knot.gone', 'knot.better', 'region.not-tender']);
/** Longer messages say more than one thing. */
const LONGEST = 120;

const OF_THE_KNOT =
  /[.,;!?]\s*(?:but |and )?((?:the|my) knot(?: itself)? (?:is|isn't|stays|stayed|remains|remained|feels|felt|did|didn't|does|doesn't|was|still)\b[^.,;!?]*)[.!]*\s*$/i;
const PRAISE =
  /^\s*(?:(?:oh|well|ah|so|yeah|yes|now|how|just)[\s,]+)*(?:great|wonderful|brilliant|lovely|fantastic|perfect|super|superb|awesome|amazing|excellent|marvellous|marvelous|terrific|nice|bravo|congratulations|congrats|well done|good job|nice job|great job|great stuff|nice one|good work|great work|thanks a lot|thanks for nothing|thank you very much)[\s]*[,.!:;…]+\s*(?=\S)/i;
const WONDER =
  "(?:surprise,? surprise|(?:big|huge|some|what a|oh what a|quelle|such a) (?:surprise|shock|shocker|miracle|wonder)|who(?: would|'d|d) ha(?:ve|d) (?:thought|guessed|known|expected)(?: it| that)?|colou?r me (?:surprised|shocked|amazed)|imagine my surprise|no surprises?(?: there)?|shock horror)";
const WONDER_FIRST = new RegExp(
  `^\\s*(?:(?:oh|well|ah|and)[\\s,]+)*(?:${WONDER}[\\s]*[,.!:;…-]*|(?:surprise|shocker)[\\s]*[,.!:;…]+)\\s*`,
  'i',
);
const WONDER_LAST = new RegExp(
  `[\\s]*(?:[,.!:;…-]*\\s*(?:oh )?${WONDER}|[,.!:;…-]+\\s*(?:surprise|shocker))[\\s.!…]*$`,
  'i',
);

import type { PictureName } from '../../dialogs/pictures.ts';
import type { QuestionId } from '../../dialogs/questions.ts';
import { BREAK_MS } from '../../dialogs/regions.ts';
import type { Facts } from './facts.ts';
import type { Person } from './person.ts';
import type { Pictured, Utterance } from './utterance.ts';

/**
 * The picture that goes with what is said, if any: one at most. A wording that tells how to do a step comes with its
 * picture; one that merely asks again does not, and neither does one whose picture lies just above. Pure.
 */
export function pictureFor(parts: readonly Utterance[], facts: Facts, last: Person['pictured']): Pictured | undefined {
  const recent = last && facts.now - last.at < BREAK_MS ? last : null;
  const question = parts.find((part) => part.kind === 'question');
  const ofQuestion = question && question.style !== 'again' ? ofStep(question.id, facts, recent) : undefined;
  const due = ofQuestion ?? (asksWhereNot(parts) ? ofBody(facts) : undefined);
  // "Repeat" is said by who has lost it out of sight.
  if (ofQuestion && question?.style === 'simpler') return due;
  return due?.name === recent?.name && due?.side === recent?.side ? undefined : due;
}

const asksWhereNot = (parts: readonly Utterance[]) =>
  parts.some((part) => part.kind === 'answer' && part.ask === 'ask.where-not-to-press');

/** Where the answer is "nowhere", a picture of some places would say less. */
function ofBody({ locked, place }: Facts): Pictured | undefined {
  const nowhere = locked || place === 'wrong' || place === 'wrong-faded';
  return nowhere ? undefined : { name: 'where-not-to-press', side: null };
}

/** What a step looks like. Without a side there is nothing to show: the picture would pick one. */
function ofStep(question: QuestionId, facts: Facts, recent: Pictured | null): Pictured | undefined {
  const name = nameOf(question, facts, recent);
  return name && facts.side !== 'unknown' ? { name, side: facts.side } : undefined;
}

function nameOf(question: QuestionId, { region }: Facts, recent: Pictured | null): PictureName | undefined {
  switch (question) {
    case 'pressure':
      return 'pressure-test';
    case 'contracting':
      return 'contraction';
    case 'search':
      return region === 'none' ? undefined : region;
    case 'search-other-way':
      // Drawn at the outer edge of the shoulder blade. Elsewhere, as on the knot itself, the ball lies differently.
      return region === 'lower-back' ? 'ball-on-wall' : undefined;
    case 'hold':
      // Held the way that it was found.
      return recent?.name === 'ball-on-wall' ? recent.name : region === 'none' ? undefined : region;
    default:
      return undefined;
  }
}

import type { Intent } from '../../dialogs/words.ts';
import { EVERYWHERE, INTENTS } from '../../dialogs/words.ts';
import type { Expected } from './expected.ts';
import type { Entry, Lexicon, Meant } from './lexicon.ts';
import { deniers, isDenied } from './negation.ts';
import { type Found, LIGHT_WORDS } from './phraseBook.ts';
import type { Reading } from './reading.ts';

/** A label that some words of the message speak for, and how strongly. */
export interface Weighed {
  intent: Intent;
  score: number;
  from: number;
  to: number;
  breath: number;
  /** It answers the open question; otherwise it is something that may be said at any time. */
  answers: boolean;
  /** It came from a plain yes, no or "not sure". */
  plain: boolean;
}

/** Breaths that only suppose or describe: "if I had one, which I haven't". */
const SUPPOSES = new Set(['if', 'which', 'unless', 'whether']);

const SAYABLE = new Set<Intent>(EVERYWHERE);
const PLAIN = new Set<Intent>(['yes', 'no', 'unsure']);

/** A greeting or a thank-you is only meant when nothing else is. */
const POLITE = new Set<Intent>(['greet', 'thanks', 'goodbye']);

export function isPolite(intent: Intent): boolean {
  return POLITE.has(intent);
}

/** Every label the phrases found speak for, given the open question. */
export function weigh(reading: Reading, found: Found<Entry>[], lexicon: Lexicon, expected: Expected): Weighed[] {
  const harmless = found.filter(({ what }) => what.is === 'harmless');
  const denies = deniers(reading, lexicon.denying, harmless);
  const covers = coverage(reading, lexicon.fillers);
  const firsts = firstWords(reading);
  const weighed: Weighed[] = [];
  for (const one of found) {
    if (one.what.is !== 'sense') continue;
    if (one.what.alone && !covers.all(one.from, one.to)) continue;
    const { sense } = one.what;
    const labels = isDenied(reading, denies, one) ? sense.denied : sense.means;
    const taken = firstTaken(labels, expected);
    if (!taken) continue;
    const breath = reading.breaths[one.from] ?? 0;
    const asks = reading.asks[breath] ?? false;
    let score = one.weight * (0.55 + 0.45 * covers.share(one.from, one.to));
    // What is asked is no answer: "why won't it soften?"
    if (taken.answers && asks && !one.what.alone && taken.intent !== 'hurts-too-much') score *= 0.3;
    if (taken.answers && SUPPOSES.has(firsts[breath] ?? '')) score *= 0.5;
    if (taken.intent.startsWith('ask.')) score *= asks ? 1.25 : 0.75;
    if (POLITE.has(taken.intent)) score *= 0.5;
    weighed.push({ ...taken, score, from: one.from, to: one.to, breath });
  }
  return weighed;
}

function firstTaken(labels: Meant[], expected: Expected): Pick<Weighed, 'intent' | 'answers' | 'plain'> | undefined {
  for (const { intent: label, exact } of labels) {
    const plain = PLAIN.has(label);
    if (expected.answers.has(label)) return { intent: label, answers: true, plain };
    const stood = exact
      ? undefined
      : label === 'yes'
        ? expected.yes
        : label === 'no'
          ? expected.no
          : label === 'unsure'
            ? expected.unsure
            : undefined;
    if (stood) return { intent: stood, answers: true, plain };
    if (SAYABLE.has(label)) return { intent: label, answers: false, plain: false };
  }
  return undefined;
}

/** How much of its breath, or of the whole message, a stretch of words takes up. */
function coverage({ words, breaths }: Reading, fillers: ReadonlySet<string>) {
  const loads = words.map((word) => (fillers.has(word) ? 0.05 : LIGHT_WORDS.has(word) ? 0.25 : 1));
  // How many words that count stand before each place, so that no stretch has to be gone through again.
  const countsBefore = [0];
  for (const word of words) countsBefore.push((countsBefore.at(-1) ?? 0) + (fillers.has(word) ? 0 : 1));
  const perBreath: number[] = [];
  for (const [i, load] of loads.entries()) perBreath[breaths[i] ?? 0] = (perBreath[breaths[i] ?? 0] ?? 0) + load;
  return {
    share(from: number, to: number): number {
      let inside = 0;
      for (let i = from; i < to; i += 1) inside += loads[i] ?? 0;
      let around = 0;
      for (let b = breaths[from] ?? 0; b <= (breaths[to - 1] ?? 0); b += 1) around += perBreath[b] ?? 0;
      return around === 0 ? 1 : inside / around;
    },
    all(from: number, to: number): boolean {
      return countsBefore[from] === 0 && countsBefore[to] === countsBefore[words.length];
    },
  };
}

/** The word that each breath starts with. */
function firstWords({ words, breaths }: Reading): string[] {
  const firsts: string[] = [];
  for (const [i, word] of words.entries()) firsts[breaths[i] ?? 0] ??= word;
  return firsts;
}

/** Breaths that take something away from what was said instead of replacing it: "better, though it still grumbles". */
const CONCEDES = new Set([
  'though',
  'although',
  'except',
  'apart',
  'while',
  'unless',
  'because',
  'when',
  'if',
  'whenever',
  'even',
]);

/**
 * The answer in a message. People come round to it: "I was going to say no, and then I hit it". So a later breath
 * replaces an earlier one, unless it only concedes something or is much weaker.
 */
export function answerIn(weighed: Weighed[], reading: Reading): { best: Weighed; rival?: Weighed } | undefined {
  const byBreath = new Map<number, Weighed[]>();
  for (const one of weighed) {
    if (!one.answers || one.score < 0.5) continue;
    const same = byBreath.get(one.breath);
    if (same) same.push(one);
    else byBreath.set(one.breath, [one]);
  }
  const firsts = firstWords(reading);
  let best: Weighed | undefined;
  let rival: Weighed | undefined;
  for (const breath of [...byBreath.keys()].toSorted((a, b) => a - b)) {
    const [first, second] = strongest(byBreath.get(breath) ?? []);
    if (!first) continue;
    const concedes = CONCEDES.has(firsts[breath] ?? '');
    if (!best || (best.intent === first.intent && first.score > best.score)) {
      best = first;
      rival = second;
    } else if (
      best.intent !== first.intent &&
      !(concedes && first.score < best.score * 1.5) &&
      first.score >= best.score * 0.55
    ) {
      best = first;
      rival = second;
    }
  }
  if (!best) return undefined;
  return { best, ...(rival && rival.score > best.score * 0.92 ? { rival } : {}) };
}

/** The two best labels, each with its best phrase and a little more for every further phrase that says the same. */
export function strongest(all: Weighed[]): [Weighed | undefined, Weighed | undefined] {
  const byIntent = new Map<Intent, Weighed[]>();
  for (const one of all) {
    const same = byIntent.get(one.intent);
    if (same) same.push(one);
    else byIntent.set(one.intent, [one]);
  }
  const totals = [...byIntent.values()].map((same) => {
    const [first, ...others] = same.toSorted((a, b) => b.score - a.score);
    const apart = others.filter((one) => first && (one.to <= first.from || one.from >= first.to));
    return {
      ...(first as Weighed),
      score: (first?.score ?? 0) + 0.3 * Math.max(0, ...apart.map(({ score }) => score)),
    };
  });
  // "Ow" may be a spot that was found or more than can be borne: of two that weigh the same, what is asked for first.
  const place = ({ intent }: Weighed) => INTENTS.indexOf(intent);
  const [first, second] = totals.toSorted(
    (a, b) => b.score - a.score || a.from - b.from || (a.answers && b.answers ? place(a) - place(b) : 0),
  );
  return [first, second];
}

import { ANSWERS, EXPECTING, type Expecting } from '../../../dialogs/words.ts';
import { mulberry32 } from './chance.ts';
import { isPossible } from './labels.ts';
import type { Line } from './lines.ts';

/** How often each warning sign is joined with an answer. */
const SIGNS = 2;
/** How many answers are joined with a question, which leaves them answers. */
const QUESTIONS = 1500;
/** How many answers are joined with a sign that is denied, which leaves them answers too. */
const DENIALS = 900;
/** How many answers are joined with small talk, which leaves them answers too: not everything said in passing is a sign. */
const SMALL_TALK = 2500;
/** Longer lines hold two things already. */
const SHORT = 90;

const ends = (text: string) => (/[.!?…]\s*$/.test(text) ? text : `${text}.`);
const open = (text: string) => text.replace(/[.!…]+\s*$/, '');
const small = (text: string) => (/^I\b/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1));

const THEN: ((first: string, second: string) => string)[] = [
  (first, second) => `${ends(first)} ${second}`,
  (first, second) => `${ends(first)} btw ${small(second)}`,
  (first, second) => `${ends(first)} also ${small(second)}`,
];
const IN_ONE_BREATH: typeof THEN = [
  (first, second) => `${open(first)}, but ${small(second)}`,
  (first, second) => `${open(first)} but ${small(second)}`,
  (first, second) => `${open(first)} and ${small(second)}`,
  (first, second) => `${open(first)} ${small(second)}`,
  (first, second) => `${open(first)}, though ${small(second)}`,
  (first, second) => `${open(first)}, ${small(second)}`,
  (first, second) => `${ends(second)} ${first}`,
  (first, second) => `${ends(second)} anyway, ${small(first)}`,
  (first, second) => `${open(second)}, ${small(first)}`,
];
const ANYHOW = [...THEN, ...IN_ONE_BREATH];

/**
 * Lines made of two: people tell a warning sign in passing, ask on after an answer, and answer before the next question
 * comes. A sign beside anything is a sign; an answer beside a question, small talk or "no numbness" stays an answer.
 * Deterministic.
 */
export function joinedLines(lines: readonly Line[]): Line[] {
  const random = mulberry32(20_261_126);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const answers = new Map<Expecting, Line[][]>();
  for (const expecting of EXPECTING) {
    const byLabel = ANSWERS.flatMap((answer) => {
      const same = isPossible(answer, expecting)
        ? lines.filter(({ label, under, text }) => label === answer && under.includes(expecting) && text.length < SHORT)
        : [];
      return same.length > 0 ? [same] : [];
    });
    if (byLabel.length > 0) answers.set(expecting, byLabel);
  }
  const asked = [...answers.keys()];
  const answerTo = (expecting: Expecting): Line => pick(pick(answers.get(expecting) ?? []));

  const signs = lines.filter(({ label }) => label.startsWith('red-flag '));
  const questions = lines.filter(({ label, text }) => BESIDE.test(label) && text.length < SHORT);
  const denials = lines.filter(
    ({ label, under, place, text }) =>
      label === 'no' && under.includes('safety') && /^(?:look-alikes|warning-signs)/.test(place) && text.length < SHORT,
  );
  const joined: Line[] = [];
  const add = (how: typeof THEN, answer: Line, other: Line, label: Line['label'], expecting: Expecting) => {
    const text = pick(how)(answer.text, other.text);
    const place = `${answer.place} with ${other.place} (${joined.length})`;
    joined.push({ text, label, under: [expecting], place, joined: true });
  };
  for (let round = 0; round < SIGNS; round++) {
    for (const sign of signs) {
      const under = asked.filter((expecting) => sign.under.includes(expecting));
      const expecting = pick(under.length > 0 ? under : asked);
      add(ANYHOW, answerTo(expecting), sign, sign.label, expecting);
    }
  }
  for (let count = 0; count < QUESTIONS && questions.length > 0; count++) {
    const expecting = pick(asked);
    const answer = answerTo(expecting);
    add(THEN, answer, pick(questions), answer.label, expecting);
  }
  const plain = asked.filter((expecting) => expecting !== 'safety' && expecting !== 'doubt' && expecting !== 'consent');
  for (let count = 0; count < DENIALS && denials.length > 0; count++) {
    const expecting = pick(plain);
    const answer = answerTo(expecting);
    add(ANYHOW, answer, pick(denials), answer.label, expecting);
  }
  const smallTalk = lines.filter(
    ({ label, text }) => label === 'out-of-scope' && text.length > 12 && text.length < SHORT && !isQuestion(text),
  );
  for (let count = 0; count < SMALL_TALK && smallTalk.length > 0; count++) {
    const expecting = pick(asked);
    const answer = answerTo(expecting);
    add(ANYHOW, answer, pick(smallTalk), answer.label, expecting);
  }
  return joined;
}

const isQuestion = (text: string) =>
  /\?|^(?:what|who|which|how|why|when|where|is|are|do|does|did|can|could|should|will|would)\b/i.test(text);

/** What may stand beside an answer without changing it. Questions about signs and pain may well change it. */
const BESIDE = /^(?:ask\.(?!warning-signs|pain-now)|thanks$)/;

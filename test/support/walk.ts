import { join } from 'node:path';
import type { ChoiceId } from '../../dialogs/choices.ts';
import { QUESTIONS, type QuestionId } from '../../dialogs/questions.ts';
import { REGIONS, type Region } from '../../dialogs/words.ts';
import { loadContent } from '../../src/phrasing/content.ts';
import type { Button, ChatApp, Shown } from './chatApps.ts';
import type { Activity, ServedBot } from './servedBot.ts';

/** Somebody with a knot: what is true of them, and what they say besides answers. */
export interface Walker {
  begins: string;
  /** What the pressure test shows. */
  knot: 'pressure-relaxed' | 'pressure-hard';
  tender: readonly Region[];
  /** How the knot is in the end. */
  outcome: 'knot-gone' | 'knot-better' | 'knot-same';
  /** Said in place of an answer, one after the other, the first time that the question is asked. */
  digressions: readonly Digression[];
}

/** What has to be said on a walk, in this order, and what must not be said at all. */
export interface Expected {
  hears: readonly RegExp[];
  neverHears: readonly RegExp[];
}

interface Digression {
  at: QuestionId;
  /** Where the question is asked in several places. */
  region?: Region;
  /** Words, or a pause in milliseconds. */
  says: readonly (string | number)[];
}

/** One line of what passed between the two. */
interface Line {
  who: 'person' | 'bot';
  words: string;
  /** The question that was open when it was said. */
  at: QuestionId | undefined;
}

const CONTENT = loadContent(join(import.meta.dirname, '../../content/en'));
/** A conversation that is longer leads nowhere. */
const LINES_MAX = 150;

/** What every walker answers; the rest comes of what is true of them. */
const ANSWERS: Partial<Record<QuestionId, ChoiceId>> = {
  home: 'find-out',
  consent: 'consent-accept',
  'safety-emergency': 'signs-none',
  'safety-doctor': 'signs-none',
  'anything-new': 'new-nothing',
  rating: 'rating-medium',
  severe: 'severe-no',
  side: 'side-left',
  contracting: 'hold-eased',
  overstretched: 'start-search',
  care: 'care-none',
  'neck-offer': 'neck-leave',
  hold: 'hold-eased',
  'more-spots': 'no-more-spot',
  retest: 'knot-better',
  'pause-offer': 'pause-go-on',
  wrong: 'wrong-nothing',
  doubt: 'doubt-no',
  return: 'go-on',
  later: 'go-on',
  'check-in-offer': 'check-in-no',
};

/**
 * Walks from the first word to the end of a session on one channel, answering what is asked by pressing, or by typing
 * what is on the buttons. Throws when the bot falls silent, says the same thing twice running, asks what the walker
 * cannot answer, or does not come to an end.
 */
export async function walk(
  bot: ServedBot,
  app: ChatApp,
  walker: Walker,
  answers: 'pressed' | 'typed',
): Promise<Line[]> {
  const lines: Line[] = [];
  const left = [...walker.digressions];
  let shown: Shown | undefined;
  let at: QuestionId | undefined;

  async function hear(words: string, sent: Promise<Activity[]>): Promise<void> {
    lines.push({ who: 'person', words, at });
    const said = (await sent).filter(isFor(app)).map((activity) => app.shows(activity));
    const newest = said.at(-1);
    if (!newest) throw new Error(`Nothing is said to '${words}'.\n${transcript(lines)}`);
    if (newest.words === shown?.words) throw new Error(`The same is said again to '${words}'.\n${transcript(lines)}`);
    at = questionWith(newest.buttons, walker);
    for (const { words } of said) lines.push({ who: 'bot', words, at });
    shown = newest;
  }

  await hear(walker.begins, bot.post(app.says(walker.begins)));
  for (;;) {
    const { words, buttons } = shown as unknown as Shown;
    if (buttons.length === 0) return lines;
    if (lines.length > LINES_MAX) throw new Error(`It does not come to an end.\n${transcript(lines)}`);
    const region = regionIn(words);
    const digression = left.find((one) => one.at === at && (one.region === undefined || one.region === region));
    if (digression) {
      left.splice(left.indexOf(digression), 1);
      for (const said of digression.says) {
        if (typeof said === 'string') await hear(said, bot.post(app.says(said)));
        else if ((await bot.wait(said)).some(isFor(app)))
          throw new Error(`It speaks during a pause.\n${transcript(lines)}`);
      }
      continue;
    }
    const choice = answer(walker, at, region);
    const button = buttons.find(({ label }) => isLabelOf(choice, label));
    if (!button) throw new Error(`There is no '${choice}' to press.\n${transcript(lines)}`);
    await hear(button.label, bot.post(answers === 'typed' ? app.says(button.label) : button.press()));
  }
}

/** Everything the bot said, in order. */
function said(lines: readonly Line[]): string {
  return lines.flatMap(({ who, words }) => (who === 'bot' ? [words] : [])).join('\n');
}

function transcript(lines: readonly Line[]): string {
  return lines.map(({ who, words }) => (who === 'person' ? `> ${words}` : words)).join('\n');
}

function answer({ knot, tender, outcome }: Walker, at: QuestionId | undefined, region: Region | undefined): ChoiceId {
  if (at === 'pressure') return knot;
  if (at === 'outcome') return outcome;
  if (at === 'search') return region && tender.includes(region) ? 'region-tender' : 'region-nothing';
  const choice = at && ANSWERS[at];
  if (!choice) throw new Error(`The walker has no answer to '${at}'.`);
  return choice;
}

const isFor =
  ({ user }: ChatApp) =>
  ({ recipient }: Activity) =>
    recipient.id === user;

/** The question whose choices these are. Two that have the same are told apart by what the walker knows. */
function questionWith(buttons: readonly Button[], { knot }: Walker): QuestionId | undefined {
  if (buttons.length === 0) return undefined;
  return (Object.keys(QUESTIONS) as QuestionId[])
    .filter((id) => id !== 'contracting' || knot === 'pressure-relaxed')
    .filter((id) => buttons.every(({ label }) => QUESTIONS[id].choices.some((choice) => isLabelOf(choice, label))))
    .sort((a, b) => QUESTIONS[a].choices.length - QUESTIONS[b].choices.length)[0];
}

/** Labels may have braces, such as the seconds of a hold. */
function isLabelOf(choice: ChoiceId, label: string): boolean {
  const [before = '', after = ''] = CONTENT.choices[choice].label.split(/\{\w+\}/);
  return label.length >= before.length + after.length && label.startsWith(before) && label.endsWith(after);
}

/** The place in the search that the words are about. */
function regionIn(words: string): Region | undefined {
  return REGIONS.find((region) => words.includes(`the ${CONTENT.regions[region].name}, on your`));
}

/** What was not heard in its order, or was heard and must not be, a sentence each. */
export function missing(lines: readonly Line[], { hears, neverHears }: Expected): string[] {
  const words = said(lines);
  let from = 0;
  return [
    ...hears.flatMap((wanted) => {
      const found = wanted.exec(words.slice(from));
      if (!found) return [`${wanted} is not said after what comes before it.`];
      from += found.index + found[0].length;
      return [];
    }),
    ...neverHears.flatMap((unwanted) => (unwanted.test(words) ? [`${unwanted} is said.`] : [])),
  ];
}

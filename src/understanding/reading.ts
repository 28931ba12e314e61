import type { Repair } from './spelling.ts';

/** What separates a word from the one before it. A `turn` is a word such as "but", which starts a new breath. */
type Pause = 'turn' | 'comma' | 'sentence' | undefined;

/**
 * A message made even: the same words whether typed with capitals, curly quotes, elongated letters or thumbs. Everything
 * that follows works on `words`; only times, numbers and languages are read from `text`.
 */
export interface Reading {
  /** The message in one alphabet and in small letters, with its punctuation. */
  text: string;
  words: string[];
  /** The pause before each word. */
  pauses: Pause[];
  /** The breath each word belongs to: a stretch of words without a pause. */
  breaths: number[];
  /** For each breath, whether it asks something. */
  asks: boolean[];
  /** The words that a question mark follows. */
  questionAfter: ReadonlySet<number>;
  /** The message holds signs such as 👍 and no word. */
  onlySigns: boolean;
}

/** How people write, as data: see `writing.yaml`. */
export interface Writing {
  /** Chat spellings and the words they stand for. */
  chat: Map<string, string[]>;
  /** Emoji and emoticons that say a word. All others are dropped. */
  signs: Map<string, string[]>;
  /** Words that start a new breath without a comma: but, though, and then. */
  turns: Set<string>;
  /** Letters that are a word when they are the whole message: "y", "n". */
  whole: Map<string, string[]>;
}

/** A no that stands for itself and denies nothing that follows: "nope rock hard". */
const LONE_NO = /^(?:nope|nah|nay|naw|nae|negative)$/;

/** Longer messages are cut. Far above what chats send, it bounds the work one message can cause. */
const MOST_CHARACTERS = 4000;

/** What stands for a word only when nothing else is said ("y", "n!!") is shorter than this. */
const LONGEST_WHOLE = 20;

const TOKEN =
  /\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*|:[a-z_+\-0-9]{0,30}[a-z_+1][a-z_+\-0-9]{0,30}:|[\p{L}\p{M}\p{N}]+(?:['.][\p{L}\p{M}\p{N}]+)*'?|[.!?…]+|[,;:()\n]|\s[-–—]+\s|—/gu;

/** Reads a message. `repair` may put a misspelt word right; it returns the word it was given when it has nothing better. */
export function readMessage(message: string, writing: Writing, repair: Repair): Reading {
  const even = evened(message);
  const whole = even.length <= LONGEST_WHOLE ? even.replace(/[^\p{L}\p{N}]+$/u, '') : even;
  const text = writing.whole.get(whole)?.join(' ') ?? even;
  const words: string[] = [];
  const pauses: Pause[] = [];
  let pause: Pause;
  let sawWord = false;
  let lone = false;
  let sawSign = false;
  const questionMarksAfter = new Set<number>();

  function push(standard: string[]) {
    for (const word of standard) {
      words.push(word);
      if (pause === undefined && words.length > 1 && writing.turns.has(word)) pause = 'turn';
      pauses.push(words.length === 1 ? undefined : pause);
      pause = undefined;
    }
  }

  for (const [token] of text.matchAll(TOKEN)) {
    const said = writing.signs.get(token.replace(/\p{Emoji_Modifier}|\u200D[\u2640\u2642]/gu, ''));
    if (said || /^[\p{Extended_Pictographic}]/u.test(token) || /^:.*:$/.test(token)) {
      sawSign = true;
      if (said) push(said);
      continue;
    }
    if (/^[.!?…\n]/u.test(token)) {
      if (token.includes('?')) questionMarksAfter.add(words.length - 1);
      pause = token === '…' || /^\.\.+$/.test(token) ? stronger(pause, 'comma') : 'sentence';
    } else if (/^[\p{L}\p{N}]/u.test(token)) {
      sawWord = true;
      lone = words.length === 0 && LONE_NO.test(token);
      push(standardWords(token, writing, repair));
      if (lone) pause = 'comma';
    } else {
      pause = stronger(pause, token === ';' ? 'sentence' : 'comma');
    }
  }

  const breaths: number[] = [];
  for (const [i, p] of pauses.entries()) breaths.push(i === 0 ? 0 : (breaths[i - 1] ?? 0) + (p ? 1 : 0));
  const reading: Reading = {
    text,
    words,
    pauses,
    breaths,
    asks: [],
    questionAfter: questionMarksAfter,
    onlySigns: sawSign && !sawWord,
  };
  reading.asks = questions(reading, questionMarksAfter);
  return reading;
}

function stronger(before: Pause, now: Pause): Pause {
  return before === 'sentence' ? before : now;
}

function evened(message: string): string {
  return (
    message
      .slice(0, MOST_CHARACTERS)
      .normalize('NFKC')
      .toLowerCase()
      // A digit on a key is the digit, and a sign in colours is the sign.
      .replace(/[\uFE0F\u20E3]/g, '')
      .replace(/\u{1F51F}/gu, ' 10 ')
      .replace(/[\u2018\u2019\u02BC\u00B4`]/g, "'")
      .replace(/[\u201C\u201D]/g, '"')
      .replace(/\b([ap])\.\s?m\b\.?/g, '$1m')
      .replace(/\bw\/o\b/g, 'without')
      .replace(/\bw\/(?=\s)/g, 'with')
      .replace(/<@[^>]*>|https?:\/\/\S+/g, ' ')
      .trim()
  );
}

const ENDINGS: [ending: string, means: string[]][] = [
  ["'re", ['are']],
  ["'ve", ['have']],
  ["'ll", ['will']],
  ["'m", ['am']],
  ["'d", ['would']],
];

/** Words after which an 's is a short "is" and not a possession. */
const IS_AFTER = new Set(
  'it that this there here what who where when why how he she everything nothing something'.split(' '),
);

/** The words one written word stands for: "won't" is "will not", "u" is "you", "sooo" is "so". */
export function standardWords(token: string, writing: Writing, repair: Repair): string[] {
  const word = token.replace(/'+$/, '');
  const chat = writing.chat.get(word);
  if (chat) return chat;
  if (word.includes('.') && !/\d/.test(word))
    return word.split('.').flatMap((part) => standardWords(part, writing, repair));
  if (word.endsWith("n't")) {
    const stem = word.slice(0, -3);
    return [
      stem === 'ca' ? 'can' : stem === 'wo' ? 'will' : stem === 'sha' ? 'shall' : stem === 'ai' ? 'is' : stem,
      'not',
    ];
  }
  for (const [ending, means] of ENDINGS) {
    if (word.length > ending.length && word.endsWith(ending)) {
      return [...standardWords(word.slice(0, -ending.length), writing, repair), ...means];
    }
  }
  if (word.endsWith("'s")) {
    const stem = word.slice(0, -2);
    if (stem === 'let') return ['let', 'us'];
    return IS_AFTER.has(stem) ? [stem, 'is'] : standardWords(stem, writing, repair);
  }
  return respelt(word.replaceAll("'", ''), writing, repair);
}

function respelt(word: string, writing: Writing, repair: Repair): string[] {
  // No English word has the same letter three times: "goood" is "good", "sooo" is "so".
  if (/([a-z])\1\1/.test(word)) {
    const twice = word.replace(/([a-z])\1\1+/g, '$1$1');
    const once = word.replace(/([a-z])\1\1+/g, '$1');
    const chat = writing.chat.get(once) ?? writing.chat.get(twice);
    if (chat) return chat;
    return [repair(repair.knows(twice) ? twice : once)];
  }
  return [repair(word)];
}

const ASKING = new Set('what why how when where who which whose whats'.split(' '));
const HELPING = new Set(
  'do does did can could should shall would will is are am was were may might must has have had'.split(' '),
);
/** "Had a fall" tells; "had you a fall" asks. */
const TELLING = new Set(['had', 'have', 'has', 'do', 'must', 'may', 'might']);
const PRONOUNS = new Set('i you we they he she it this that these those my your there anyone someone'.split(' '));
const JUDGED = new Set(
  'normal ok okay bad safe dangerous common usual allowed good harmful important necessary serious true'.split(' '),
);
/** "Is numbness a sign" asks; "is still a bit tight" tells. */
const IS_ONE = new Set('a an something part ever always'.split(' '));
const MORE_OR_LESS = new Set('still only just not now also really quite such more less maybe like but'.split(' '));
const SUBJECTS = new Set(
  (
    'i you we they he she it this that these those there the a an my your our his her their one people someone anyone ' +
    'anybody anything everything something pressing massage massaging rubbing rolling heat stretching me us'
  ).split(' '),
);
/** Words that may stand before a question without being part of it. */
const LEADING = new Set(
  (
    'and but so ok okay yes no hey hi hello also well oh um btw please thanks sorry wait actually then now just or cool right ' +
    'because to from for about in on at by with the'
  ).split(' '),
);

/** A breath asks when it starts like a question, or when its sentence ends in a question mark and nothing else in it asks. */
function questions({ words, pauses, breaths }: Reading, markAfter: Set<number>): boolean[] {
  const asks: boolean[] = [];
  for (let i = 0; i < words.length; i += 1) {
    if (i > 0 && breaths[i] === breaths[i - 1]) continue;
    asks[breaths[i] ?? 0] = startsQuestion(words, i, breaths);
  }
  for (const last of markAfter) {
    let first = last;
    while (first > 0 && pauses[first] !== 'sentence') first -= 1;
    let asked = false;
    for (let i = first; i <= last; i += 1) asked ||= asks[breaths[i] ?? 0] ?? false;
    // "maybe? hard to tell": a mark alone makes a question only of something longer.
    if (!asked && last - first >= 3) asks[breaths[last] ?? 0] = true;
  }
  return asks;
}

/** "I would be glad if you explain me the difference": a question without its form. */
const INDIRECT =
  /\b(?:explain|wonder|wondering|wondered|curious|tell me|let me know|do you know|(?<!not )know (?:why|what|how|where|which|who|when)|find out (?:why|what|how|which)|any (?:tips|advice|idea|ideas|thoughts|info|information|opinion)|question about|ask (?:about|you|if|whether|why|what)|interested (?:in|to know)|like to know|want to know|need to know)\b/;

function startsQuestion(words: string[], from: number, breaths: number[]): boolean {
  let to = from;
  while (to < words.length && breaths[to] === breaths[from]) to += 1;
  return INDIRECT.test(words.slice(from, to).join(' ')) || hasQuestionForm(words, from, breaths);
}

function hasQuestionForm(words: string[], from: number, breaths: number[]): boolean {
  let at = from;
  while (at < words.length && at - from < 4 && LEADING.has(words[at] ?? '') && breaths[at] === breaths[from]) at += 1;
  const [first = '', second = '', third = ''] = words.slice(at, at + 3);
  if (breaths[at] !== breaths[from]) return false;
  if (HELPING.has(first)) {
    const subject = second === 'not' ? third : second;
    if (TELLING.has(first)) return PRONOUNS.has(subject);
    if (SUBJECTS.has(subject)) return true;
    // "Is tingling normal", "are bruises ok", "is numbness a reason to stop".
    return (
      (first === 'is' || first === 'are') && (JUDGED.has(third) || (IS_ONE.has(third) && !MORE_OR_LESS.has(second)))
    );
  }
  if (!ASKING.has(first)) return false;
  if (first === 'when' || first === 'where' || first === 'which' || first === 'who') {
    return HELPING.has(second) || !SUBJECTS.has(second);
  }
  if (first === 'what') return second !== 'a' && second !== 'an';
  return !(first === 'why' && second === 'not');
}

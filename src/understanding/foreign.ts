import type { Reading } from './reading.ts';

const SCRIPTS: [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/[іїєґ]/u, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/[پچگژک]/u, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/[\p{Script=Armenian}\p{Script=Georgian}\p{Script=Telugu}\p{Script=Gujarati}\p{Script=Gurmukhi}]/u, 'und'],
];

/** Names of languages that stand within other words, or take many endings. */
const NAMED_WITHIN: [RegExp, string][] = [
  [/日本語/u, 'ja'],
  [/中文|汉语|漢語|普通话|普通話|国语|國語/u, 'zh'],
  [/한국어|한국말|조선말/u, 'ko'],
  [/русск/u, 'ru'],
  [/українськ/u, 'uk'],
  [/ελληνικ/u, 'el'],
  [/עברית/u, 'he'],
  [/فارس[یي]/u, 'fa'],
  [/عرب[يىی]/u, 'ar'],
  [/हिन्दी|हिंदी/u, 'hi'],
  [/ไทย/u, 'th'],
  [/বাংলা/u, 'bn'],
  [/தமிழ/u, 'ta'],
];

const ANOTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u;

/** The language that a message in such a script names: "中文可以吗". */
export function languageNamedWithin({ text }: Reading): string | undefined {
  return NAMED_WITHIN.find(([name]) => name.test(text))?.[1];
}

/**
 * The language of a message that is plainly not in ours, else nothing. Plainly: letters of another script, or more of
 * another language's commonest words than of our own. A wrong "foreign" costs a repeated question; a foreign sentence
 * read as an answer to a warning sign may cost more.
 */
export function foreignLanguage(
  { text, words }: Reading,
  foreign: ReadonlyMap<string, ReadonlySet<string>>,
  own: ReadonlySet<string>,
): string | undefined {
  if (ANOTHER_SCRIPT.test(text)) {
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
    if (letters > 0 && latin * 2 < letters) return SCRIPTS.find(([script]) => script.test(text))?.[1] ?? 'und';
  }

  const plain = text.match(/[\p{L}]+/gu) ?? [];
  const english = words.filter((word) => own.has(word)).length;
  let best: { code: string; score: number } | undefined;
  for (const [code, common] of foreign) {
    let score = 0;
    for (const word of plain) if (common.has(word)) score += own.has(word) ? 0.4 : 1;
    if (score > (best?.score ?? 0)) best = { code, score };
  }
  if (!best) return undefined;
  // One word of another language is a message in it only when there is nothing else.
  if (best.score < 2 && plain.length > 2) return undefined;
  if (best.score < 1 || (best.score < 2 && english > 0)) return undefined;
  return best.score >= english || best.score >= plain.length * 0.5 ? best.code : undefined;
}

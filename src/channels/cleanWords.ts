/** Longer messages are answered too, but nobody says more about a knot than this. Time recognizers slow down with length. */
const WORDS_MAX = 2_000;

/** Taken off before anything else looks at the text, so that the clean-up itself stays cheap. */
const RAW_MAX = 20_000;

/** What shows nothing and only misleads: control characters, soft hyphens, direction overrides, zero-width spaces. */
const INVISIBLE = /[\p{Cc}\u00AD\u200B\u2060\uFEFF]|[\u202A-\u202E]|[\u2066-\u2069]/gu;

/** What a person wrote, in one spelling: NFC, no control characters but line breaks, trimmed, at most 2,000 characters. */
export function cleanWords(raw: string): string {
  const words = raw
    .slice(0, RAW_MAX)
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replaceAll(/[\t\u00A0]/g, ' ')
    .replaceAll(INVISIBLE, (character) => (character === '\n' ? '\n' : ''))
    .trim();
  return words.length <= WORDS_MAX ? words : [...words].slice(0, WORDS_MAX).join('').trim();
}

export function cut(raw: string): string {
  return raw.slice(0, RAW_MAX);
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&#x27;': "'",
  '&nbsp;': ' ',
};

/** In one pass, so that `&amp;lt;` becomes `&lt;` and not `<`. */
export function decodeEntities(text: string): string {
  return text.replaceAll(
    /&(?:amp|lt|gt|quot|apos|nbsp|#39|#x27);/gi,
    (entity) => ENTITIES[entity.toLowerCase()] ?? entity,
  );
}

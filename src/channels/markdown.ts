/** What could begin, end or be part of formatting anywhere in a line. */
const ANYWHERE = /[\\`*_~[\]|]/g;

/** What makes a heading, a quotation, a list or a rule of a line that begins with it. */
const LINE_START = /^(?:[#>+=-]|\d{1,9}(?=[.)](?:\s|$)))/;

/**
 * Text that Markdown shows as it is. Content and people may write stars and brackets; none of them may turn into
 * formatting, a link or a date by accident.
 */
export function escapeMarkdown(text: string): string {
  return text
    .split('\n')
    .map((line) => escapeLine(line.trim()))
    .join('\n');
}

function escapeLine(line: string): string {
  const inner = line
    .replace(ANYWHERE, '\\$&')
    .replaceAll(/<(?=[a-z/!?])/gi, '\\<') // tags and autolinks
    .replaceAll(/&(?=#?\w+;)/g, '\\&') // entities
    .replaceAll('{{', '{\\{'); // Adaptive Cards compute dates inside double braces
  return inner
    .replace(LINE_START, (start) => (/\d/.test(start) ? start : `\\${start}`))
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

const FOR_GOOD =
  /\b(?:from now on|from (?:today|tomorrow)(?: on(?:wards?)?)?|going (?:forwards?|ahead|fwd)|henceforth|permanent(?:ly)?|for good|in future|every week)\b/;

/** Said of all check-ins to come and not of one: "from now on", "permanently". */
export function saysForGood(text: string): boolean {
  return FOR_GOOD.test(text);
}

const TIME = '(?:\\d{1,2}(?:[:.]\\d\\d)?(?: ?[ap]m)?|noon|midday|half (?:past )?\\d{1,2}|quarter (?:to|past) \\d{1,2})';
const DAYS = '(?:week ?days|workdays|work days|week ?ends?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)';
/** More than one time a day, or other times on other days. */
const OFTENER = [
  /\b(?:twice|thrice|two times|three times|[2-9] ?(?:x|times)) (?:a|per|each|every) ?day\b|\btwice daily\b/,
  /\b(?:every|each) (?:\d+|two|three|four|five|six|few|couple of|other|half)? ?(?:an )?(?:hours?|hrs?|minutes?|mins?)\b|\bhourly\b/,
  /\b(?:mornings? and (?:in the )?(?:evenings?|afternoons?|nights?))\b/,
  new RegExp(
    `(?<!\\bbetween )(?<!\\bbetween at )\\b${TIME} (?:and|&|plus) (?:then |also |again )?(?:at )?${TIME}(?!\\d| (?:days|minutes|mins|hours))`,
  ),
  new RegExp(`\\b${TIME} (?:on |at |for )?(?:the )?${DAYS}\\b.*\\b${DAYS},? (?:at |is |then )?${TIME}\\b`),
  new RegExp(
    `\\b${TIME} (?:on |at |for )?(?:the )?${DAYS}\\b.*(?:,|\\band\\b|\\bbut\\b) ?(?:at )?${TIME} (?:on |at |for )?(?:the )?${DAYS}\\b`,
  ),
];

/** Whether more than one time is wanted, of which only one a day can be kept, the same on all of them. */
export function isOftener(text: string): boolean {
  return OFTENER.some((pattern) => pattern.test(text));
}

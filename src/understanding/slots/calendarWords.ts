import { withDigits } from './numbers.ts';
import { rememberLast } from './rememberLast.ts';

/** Beyond this nobody tells a time, and the work that one message can cause stays bounded. */
const MOST_CHARACTERS = 600;

/** Words of clock and calendar that are long enough to be known again when misspelt. */
const WORDS = (
  'monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays ' +
  'sundays weekday weekdays weekend weekends workday workdays everyday daily morning mornings afternoon afternoons ' +
  'evening evenings tonight tomorrow midnight midday lunchtime quarter o’clock minute minutes hours fortnight'
).split(' ');
const KNOWN = new Set([
  ...WORDS,
  ...'today yesterday dairy dally mourning quarters houses sundry event events weeks weekly month months minus'.split(
    ' ',
  ),
]);

/** Other ways to write the words that the readers of times and days look for. */
const PLAIN: [written: RegExp, plain: string][] = [
  [/\b(half|past|to|after|at|till) one\b(?! (?:of|more|thing|day|another|single|way|person))/g, '$1 1'],
  [/\b(?:nought|naught)\b/g, '0'],
  [/\b(?:7|all 7) days (?:out )?of (?:the )?7\b/g, 'every day'],
  [/\b(?:12|twelve) (?=noon|midday|midnight)/g, ''],
  [/\bo ?['’]? ?cl[aou]?c?[oc]?k\b/g, "o'clock"],
  [/(?<=\d ?)\b(?:uhr|heures?|horas?|ore)\b/g, 'h'],
  [/(?<=\d ?)(?:a ?m\b|a\.m\b\.?)/g, 'am'],
  [/(?<=\d ?)(?:p ?[mn]\b|p\.m\b\.?)/g, 'pm'],
  [/\bmid(?: |-)day\b/g, 'midday'],
  [/\b(?:arvo|avo|aft)\b/g, 'afternoon'],
  [/\b(?:mornin|mornin'|morn|moring|mrng)(?![\w'])/g, 'morning'],
  [/\b(?:in|inna|a) (?:da|de|di|d') (?=morn|afternoon|even|night)/g, 'in the '],
  [/\b(?:evenin|evenin'|eve)(?![\w'])/g, 'evening'],
  [/\b(?:tonite|2night|2nite)\b/g, 'tonight'],
  [/\b(?:nite|nyt|nght)(?=s?\b)/g, 'night'],
  [/\bb4\b/g, 'before'],
  [/\b(half|quarter)(past|to)\b/g, '$1 $2'],
  [/\b2 (?=(?:early|late|soon)\b)/g, 'too '],
  [/\bhalf a dozen\b/g, '6'],
  [/\b(?:a )?dozen\b/g, '12'],
  [/(\d ?)(?:hous|hors|hurs|huors|hrz|houres|ours)\b/g, '$1hours'],
  [/(\d ?)(?:mns|mis|mims?|mnts?|min+its?|minuts|minz)\b/g, '$1minutes'],
  [/\b((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*) 2 (?=(?:mon|tue|wed|thu|fri|sat|sun))/g, '$1 to '],
  [/\b(?:all )?7 (morning|evening|night)s (?:a|of the|in the|per|out of the) week\b/g, 'every $1'],
  [/\b(?:tmrw|tmr|tmw|tomoz|2moro|2morrow|the morrow|the morra|tomorra)\b/g, 'tomorrow'],
  [/\btae\b/g, 'to'],
  [/\bfae\b/g, 'from'],
  [/\bafore\b/g, 'before'],
  [/\befter\b/g, 'after'],
  [/\b(?:hauf|arf|hlaf|haf|hafl)\b/g, 'half'],
  [/\b(?:qtr|quater|quarer|quartr)\b/g, 'quarter'],
  [/\bhalf-(?=\d|past|an?\b|hour)/g, 'half '],
  [/1⁄4/g, ' quarter'],
  [/(\d) ?1⁄2/g, '$1.5'],
  [/1⁄2/g, 'half'],
  [/(\d);(?=[0-5]\d\b)/g, '$1:'],
  [/\b(?:exept|excpet|ecxept|excect|exsept|excep|axcept|exceptt|execpt|exeption of)\b/g, 'except'],
  [/\b(?:expect|accept|exp?ects)(?= (?:for |on |the )*(?:mon|tue|wed|thu|fri|sat|sun|week))/g, 'except'],
  [/\b(apart|aside) form\b/g, '$1 from'],
  [/\b(?:daly|dayly|dialy)\b/g, 'daily'],
  [/\b(?:ev(?:e|ery)? ?day|evryday|each and every day)\b/g, 'every day'],
  [
    /\b(?:evry|evey|ever|each single)(?= (?:day|morning|evening|single|week|mon|tue|wed|thu|fri|sat|sun|other))/g,
    'every',
  ],
  [/(\d) ?-? ?(?:ish|or so|or thereabouts)\b/g, '$1'],
  [/\b(?:oh|o|zero|0) (?=\d(?: \d\d\b| hundred\b))/g, '0'],
  [/\b(\d{1,2}) (?:oh|o) ?([1-9])\b/g, '$1:0$2'],
  [/\b3 quarters past (\d{1,2})\b/g, '$1:45'],
  [/\b([1-9])(?: |-)and(?: |-)20(?=(?: minutes?)? (?:past|to|after|before|till?)\b)/g, '2$1'],
  [
    /\b(every|each) (?:blessed|dang|darned|damn(?:ed)?|bloody|flippin'?|flipping|freaking?|frickin[g']?|stinking|goddamn|given|darn|god-given) (?=(?:week|work)?day|morning|evening|mon|tue|wed|thu|fri|sat|sun)/g,
    '$1 ',
  ],
  [/\b(half|quarter|\d\d?) gone (?=\d)/g, '$1 past '],
  [/\bquarter 2 (?=\d)/g, 'quarter to '],
  [/(\d) odd (?=min|h)/g, '$1 '],
  [/(?<![\d.])\.5 (?=h)/g, '0.5 '],
  [/\b(\d{1,2})'([0-5]\d)\b/g, '$1:$2'],
  [/\b(\d{1,2}) hundred (?:and )?([1-5]\d)\b/g, '$1:$2'],
  [/\b(\d{1,2}) hundred\b(?: hours?| hrs)?/g, '$1:00'],
  [/\bgood (?:morning|afternoon|evening|day)\b/g, ' '],
];

/** Times and days in one spelling: numbers in digits, misspelt days put right, "arvo" as "afternoon". */
export const plainCalendar: (message: string) => string = rememberLast(plainly);

function plainly(message: string): string {
  let text = withDigits(
    message
      .slice(0, MOST_CHARACTERS)
      // "Dailyyyy", "snoooze".
      .replace(/([a-z])\1{2,}/g, '$1$1')
      .replace(/(?<=[a-z])-(?=(?:ten|fifteen|twenty|thirty|forty|forty-five|fifty)\b)/g, ' '),
  ).replace(/[a-z]{5,12}/g, respelt);
  for (const [written, plain] of PLAIN) text = text.replace(written, plain);
  return text;
}

/** "Wensday" is Wednesday, and "tomorow" tomorrow: one slip in a short word, two in a long one. */
function respelt(word: string): string {
  if (KNOWN.has(word)) return word;
  for (const known of WORDS) {
    const slips = known.length >= 8 ? 2 : 1;
    if (word[0] === known[0] && Math.abs(word.length - known.length) <= slips && apart(word, known) <= slips)
      return known;
  }
  return word;
}

/** How many letters have to be put in, left out, changed or swapped with the next to make one word of the other. */
function apart(a: string, b: string): number {
  let twoBack: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const now = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((before[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (twoBack[j - 2] ?? 0) + 1);
      now.push(least);
    }
    twoBack = before;
    before = now;
  }
  return before[b.length] ?? 0;
}

import type { WarningKind } from '../../dialogs/words.ts';

/** Words of which one stands in whatever tells of a sign of this kind, however it is put. */
const WORDS: Record<WarningKind, RegExp | undefined> = {
  chest:
    /chest|heart|breast|stern|jaw|\barms?\b|\bribs?\b|squee|tight|crush|heav|weigh|angina|\bband\b|elephant|palpit|flutter|\btear|torn|\brip|stab|cardi|ticker|\bpecs?\b|indigest|press|vice|vise|throat|infarc|pain(?:s|ed|ful)?\b.*(?:front|middle|left)|(?:front|middle|left)\b.*(?:pain|hurt|ache)/,
  breathing:
    /breath|\bair\b|airless|cough|wheez|gasp|suffocat|lung|puff|pant(?:s|ing)?\b|inhal|chok|\bwind|oxygen|blood|asthma|throat|smother|huff|stairs|chest|heart|respir/,
  nerve:
    /numb|tingl|needle|weak|feel|sensation|limp|grip|drop|electr|shock|zap|buzz|dead|asleep|slee?p|\barms?\b|\bhands?\b|finger|thumb|\blegs?\b|\bf[eo]+t\b|walk|balance|\bface|clums|heav|burn|shoot|strength|\bpins\b|prick|sting|nerve|fizz|ants\b|wool|fumbl|smil/,
  injury:
    /\bfall|fell|crash|accident|\bhit|blow\b|brok|\bbreak|bone|crack|\bcar\b|\bbike|bicycle|\blift|ladder|stairs|slip|trip|knock|whiplash|bump|colli|rugby|tackl|snap|\bpop|\btor[en]|kick|punch|horse|\bski|throw|thrown|wreck|van\b|truck|lorry|motor|scooter|injur|bruis|landed|impact|fractur|dislocat|smash|tumbl|drop/,
  illness:
    /fever|temperat|\bhot\b|cold\b|shiver|shak|sweat|weight|kilo|\bkg|stone|pound|\bill|sick|flu\b|infect|cancer|tumou?r|chemo|lump|rash|blister|night|chill|swell|swoll|skin|immun|\bthin|unwell|appetite|clothes|trousers|belt|degrees|clammy|vomit|rough|poorly|virus|bug|tired|spots?\b/,
  head: /head|face|facial|speech|speak|talk|words?\b|slur|sight|\bsee|vision|\beyes?\b|doub|faint|dizz|balance|black|droop|mouth|confus|migraine|stroke|sway|walk|collaps|pass(?:ed|ing)? out|light|neck|vomit|swallow|smil|\blids?\b|spin|giddy|\bturn|blur|memory|forget|conscious|stagger|tongue|\blip/,
  'bladder-bowel':
    /\bpee|wee\b|wees?\b|toilet|bladder|bowel|\bpoo|\blegs?\b|saddle|between|\bsex|incontin|\bwet|\bloo\b|bottom|\bbum\b|numb|urin|leak|accident|hold (?:it|my)|bathroom|stool|constip|crotch|groin|genital|pants/,
  other: undefined,
};

/** What is only a side, though it names a hand. */
const A_SIDE = /\b(?:left|right)[- ]hand(?:ed)?\b(?! (?:is|has|feels|went|goes|keeps|was))/g;
/** The head as what is turned, which any stiff neck minds. */
const TURNED = /\b(?:turn|mov|tilt|lift|bend|nod|rotat)\w* (?:my|the) (?:head|neck)\b/g;
/** What is said not to be it: "but not chest", "my chest is fine". */
const NOT_IT =
  /\b(?:not|no|nor|without|isn'?t|never)(?: (?:my|the|in|from|on|at|any|a|in my|in the))? \w+|\b(?:my |the )?\w+ (?:is|are|feels?|was) (?:all |totally |just |perfectly |quite )?(?:fine|ok|okay|good|normal|alright|clear)\b/g;

/**
 * Whether a word stands in a message by which a sign of this kind can be told: `denied` where it only stands there as
 * what it is not. `text` is in small letters.
 */
export function namesSuch(kind: WarningKind, text: string): 'yes' | 'no' | 'denied' {
  const words = WORDS[kind];
  if (words === undefined) return 'yes';
  const told = text.slice(0, LONGEST).replaceAll(A_SIDE, ' ');
  if (!words.test(told)) return 'no';
  return words.test(told.replaceAll(TURNED, ' ').replaceAll(NOT_IT, ' ')) ? 'yes' : 'denied';
}
/** In characters. */
const LONGEST = 4000;

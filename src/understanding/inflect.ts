/** Verbs whose forms cannot be built from the plain one: `let~` stands for let, lets, letting. */
const IRREGULAR: Record<string, string[]> = Object.fromEntries(
  [
    'be is are was were am been being',
    'begin begins began begun beginning',
    'bend bends bent bending',
    'bite bites bit bitten biting',
    'break breaks broke broken breaking',
    'bring brings brought bringing',
    'build builds built building',
    'burst bursts bursting',
    'buy buys bought buying',
    'catch catches caught catching',
    'come comes came coming',
    'cut cuts cutting',
    'dig digs dug digging',
    'disappear disappears disappeared disappearing',
    'do does did done doing',
    'drive drives drove driven driving',
    'fall falls fell fallen falling',
    'feel feels felt feeling',
    'fight fights fought fighting',
    'find finds found finding',
    'forget forgets forgot forgotten forgetting',
    'free frees freed freeing',
    'get gets got gotten getting',
    'give gives gave given giving',
    'go goes went gone going',
    'grow grows grew grown growing',
    'have has had having',
    'hear hears heard hearing',
    'hit hits hitting',
    'hold holds held holding',
    'hurt hurts hurting',
    'keep keeps kept keeping',
    'know knows knew known knowing',
    'leave leaves left leaving',
    'let lets letting',
    'lie lies lay lying',
    'lose loses lost losing loosing',
    'make makes made making',
    'mean means meant meaning',
    'pay pays paid paying',
    'put puts putting',
    'quit quits quitting',
    'read reads reading',
    'run runs ran running',
    'say says said saying',
    'see sees saw seen seeing',
    'send sends sent sending',
    'set sets setting',
    'shake shakes shook shaken shaking',
    'shoot shoots shot shooting',
    'show shows showed shown showing',
    'shut shuts shutting',
    'sink sinks sank sunk sinking',
    'sit sits sat sitting',
    'sleep sleeps slept sleeping',
    'speak speaks spoke spoken speaking',
    'spread spreads spreading',
    'stand stands stood standing',
    'stick sticks stuck sticking',
    'sting stings stung stinging',
    'swell swells swelled swollen swelling',
    'take takes took taken taking',
    'talk talks talked talking',
    'tear tears tore torn tearing',
    'tell tells told telling',
    'think thinks thought thinking',
    'throw throws threw thrown throwing',
    'try tries tried trying',
    'understand understands understood understanding',
    'wake wakes woke woken waking',
    'wear wears wore worn wearing',
    'write writes wrote written writing',
  ].map((line) => {
    const forms = line.split(' ');
    return [forms[0] ?? '', forms];
  }),
);

const SHORT_VOWEL_END = /^(?:[^aeiou]*[aeiou])[bdgklmnprt]$/;

/** The forms of a verb or noun: relax, relaxes, relaxed, relaxing. A form too many does no harm. */
export function inflect(word: string): string[] {
  const irregular = IRREGULAR[word];
  if (irregular) return irregular;
  if (/[^aeiou]y$/.test(word)) {
    const stem = word.slice(0, -1);
    return [word, `${stem}ies`, `${stem}ied`, `${word}ing`];
  }
  if (word.endsWith('e')) return [word, `${word}s`, `${word}d`, `${word.slice(0, -1)}ing`];
  if (/(?:s|x|z|ch|sh)$/.test(word)) return [word, `${word}es`, `${word}ed`, `${word}ing`];
  const stem = SHORT_VOWEL_END.test(word) ? word + word.at(-1) : word;
  return [word, `${word}s`, `${stem}ed`, `${stem}ing`];
}

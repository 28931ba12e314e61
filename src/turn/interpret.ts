import { CHOICES, type ChoiceId } from '../../dialogs/choices.ts';
import { questionAt } from '../../dialogs/place.ts';
import { type QuestionId, questionOf } from '../../dialogs/questions.ts';
import type { About } from '../../dialogs/topics.ts';
import { type Expecting, INTENTS, type Intent } from '../../dialogs/words.ts';
import type { Happening } from '../heard.ts';
import type { Content } from '../phrasing/content.ts';
import { labelOf } from '../phrasing/phrase.ts';
import { namesCare } from '../understanding/careAnswer.ts';
import { isChecked, isForADoctor, lineTold, takesASignBack } from '../understanding/doctorsList.ts';
import { lowered } from '../understanding/lowered.ts';
import { isPlainNews } from '../understanding/noSign.ts';
import { deniesOneAlone } from '../understanding/screenAsides.ts';
import { severeAnswer } from '../understanding/severeAnswer.ts';
import { isNothingButRating } from '../understanding/slots/rating.ts';
import type { Understand, Understood } from '../understanding/understood.ts';
import { changedAgain } from './changedAgain.ts';
import { factsOf } from './facts.ts';
import type { Input } from './input.ts';
import type { Person } from './person.ts';
import { plainWords } from './plainWords.ts';
import { aboutTopic, reported } from './topic.ts';
import { twoQuestions } from './twoQuestions.ts';

/**
 * What a happening means to a person where they stand: buttons by value and by their words, other words by
 * understanding. Has to be done again when the place has changed in between. Pure.
 */
export function interpret(
  happening: Happening,
  person: Person,
  now: number,
  understand: Understand,
  content: Content,
): Input {
  switch (happening.kind) {
    case 'words': {
      const activity = happening.activityId === undefined ? {} : { activityId: happening.activityId };
      const choice = typedChoice(happening.words, person, now, content);
      if (choice) return { kind: 'press', choice, ...askingOf(person), ...activity };
      const understood = hearWords(happening.words, person, understand, content);
      const again = changedAgain(happening.words, understood, person, understand);
      if (again) return { kind: 'understood', understood: again, ...activity };
      const before = person.trail.at(-1);
      if (understood.correction === undefined || !before)
        return {
          kind: 'understood',
          ...(reported(understood, person) ?? asked(happening.words, understood, person, understand, content)),
          ...activity,
        };
      return { kind: 'correction', answer: meantAt(before, understood.correction, understand, content), ...activity };
    }
    case 'edit': {
      const { words, activityId } = happening;
      // It answered nothing, perhaps because it was not understood: now it says this.
      if (activityId === person.heardBy && activityId !== person.answeredBy)
        return interpret({ ...happening, kind: 'words' }, person, now, understand, content);
      const before = person.trail.at(-1);
      const latest = activityId === person.answeredBy ? before : undefined;
      if (latest && buttonAt(latest, words, content)) {
        return { kind: 'correction', answer: meantAt(latest, words, understand, content), activityId };
      }
      const understood = understand(words, questionOf(openQuestion(person)).expecting);
      // A warning sign counts, wherever it is written.
      if (understood.doubt || understood.intent === 'red-flag' || understood.intent === 'despair')
        return { kind: 'understood', understood };
      if (!latest) return { kind: 'old-edit' };
      return { kind: 'correction', answer: meantAt(latest, words, understand, content), activityId };
    }
    case 'press':
      return happening;
    default:
      return { ...happening };
  }
}

/** What was understood, with what the one or two questions in it are about. */
function asked(
  words: string,
  whole: Understood,
  person: Person,
  understand: Understand,
  content: Content,
): { understood: Understood; about?: (About | undefined)[] } {
  const { lastAsk } = person;
  const question = openQuestion(person);
  const one = (part: string, understood: Understood) => aboutTopic(understood, part, content, { question, lastAsk });
  const both = twoQuestions(words, whole, (part) => one(part, hearWords(part, person, understand, content)));
  if (both) return both;
  const { understood, about } = one(words, whole);
  return about ? { understood, about: [about] } : { understood };
}

/** What is typed answers what is asked. */
function askingOf({ step, nonce }: Person): { step: number; nonce?: string } {
  return nonce === null ? { step } : { step, nonce };
}

/** What words mean where the person stands. A lone "yes", "no", "nothing" or 👍 at home answers whether to begin. */
function hearWords(words: string, person: Person, understand: Understand, content: Content): Understood {
  const asked = askedOf(person, words, understand);
  if (asked === 'home' && (content.words.declining.alone ?? '').split(' | ').includes(plainWords(words))) {
    return { intent: 'no', slots: {}, also: [], how: 'words' };
  }
  const understood = understand(words, questionOf(asked).expecting);
  if (asked === 'home' && TAKEN_FOR_NEWS.has(understood.intent) && !understood.doubt && isPlainNews(lowered(words))) {
    const news = understand(words, 'check-in');
    if (news.intent.startsWith('knot.')) return news;
  }
  const short = SHORT_ANSWERS[asked]?.[plainWords(words)];
  if (short && !understood.doubt) return { intent: short, slots: {}, also: [], how: 'words' };
  // Asked for a time at home, some tell how the knot is.
  const isHome = questionAt(person.frames[0]) === 'home';
  if (
    isHome &&
    questionOf(asked).expecting === 'reminder-time' &&
    understood.intent === 'out-of-scope' &&
    !understood.bar
  ) {
    const news = understand(words, 'check-in');
    if (news.intent.startsWith('knot.')) return news;
  }
  // "Can we do another one?", where a session may begin.
  if ((asked === 'session-offer' || asked === 'home') && wishesAnother(words, understood)) {
    return { intent: asked === 'home' ? 'relief.start' : 'yes', slots: {}, also: [], how: 'words' };
  }
  // The number for a check-in that was answered in words just now.
  if (asked === 'session-offer' && isNothingButRating(lowered(words))) {
    const rated = understand(words, 'check-in');
    if (rated.intent === 'knot.rating') return rated;
  }
  if (understood.intent === 'region.tender' && !understood.doubt && isOffAgain(lowered(words)))
    return { intent: 'out-of-scope', slots: {}, also: [], how: 'words' };
  if (asked === 'severe') return aboutSeverity(words, understood, understand);
  if (
    asked === 'care' &&
    UNHEARD_OF_CARE.has(understood.intent) &&
    !understood.doubt &&
    !understood.asksMeaning &&
    namesCare(words)
  )
    return { intent: 'yes', slots: {}, also: [], how: 'words' };
  if (questionOf(asked).list) return aboutLines(asked, words, understood);
  if (asked === 'care') return aboutCare(words, understood);
  if (asked === 'get-help') return aboutLocked(words, understood);
  return asked === 'home' && understood.how !== 'words' ? understand(words, 'confirm') : understood;
}

/** At rest, what tells how the knot is may have been taken for these. */
const TAKEN_FOR_NEWS: ReadonlySet<Intent> = new Set<Intent>(['out-of-scope', 'greet', 'relief.start']);

/** What a word or two mean to one question and to no other of its kind. */
const SHORT_ANSWERS: Partial<Record<QuestionId, Record<string, Intent>>> = {
  // "Is it softer than before, the same, or worse?"
  retest: {
    no: 'knot.same',
    nope: 'knot.same',
    nah: 'knot.same',
    yes: 'knot.better',
    yep: 'knot.better',
    yeah: 'knot.better',
  },
  'more-spots': { done: 'no', finished: 'no', 'thats it': 'no', 'that is all': 'no' },
  // "Does any of this fit?": a nod is neither.
  care: {
    ok: 'out-of-scope',
    okay: 'out-of-scope',
    'all right': 'out-of-scope',
    alright: 'out-of-scope',
    cool: 'out-of-scope',
  },
};

/** What a line of the list, told in the person's own words, may have been taken for. */
const UNHEARD_OF_CARE: ReadonlySet<Intent> = new Set<Intent>([
  'out-of-scope',
  'unsure',
  'ask.warning-signs',
  'ask.elsewhere',
]);

/** What a message tells of a line in the list that is asked about. */
function aboutLines(asked: QuestionId, words: string, understood: Understood): Understood {
  const { intent, slots, how } = understood;
  const text = lowered(words);
  if (
    intent === 'red-flag' &&
    understood.half !== 'maybe-line' &&
    slots.kind !== undefined &&
    isForADoctor(slots.kind, text)
  ) {
    return { ...understood, slots: { ...slots, kind: 'other' } };
  }
  if (asked !== 'safety-doctor' || how !== 'words' || understood.doubt || understood.asksMeaning) return understood;
  if (!['yes', 'no', 'out-of-scope'].includes(intent) && understood.half !== 'maybe-line') return understood;
  switch (lineTold(text)) {
    case 'fits':
      return { intent: 'yes', slots: {}, also: [], how };
    case 'may-fit':
      return intent === 'yes' ? understood : { intent: 'no', slots: {}, also: [], how, half: 'maybe-line' };
    case 'half':
      return intent === 'yes' ? { intent: 'no', slots: {}, also: [], how, half: 'one-line' } : understood;
    default:
      return understood;
  }
}

/** "Not there" is said of what was looked for, and a line denied is one of several. */
function aboutCare(words: string, understood: Understood): Understood {
  if (understood.intent !== 'no') return understood;
  const text = lowered(words);
  if (SOUGHT.test(text)) return { ...understood, half: 'remark' };
  return deniesOneAlone(text) ? { ...understood, half: 'one-line' } : understood;
}
const SOUGHT =
  /\b(?:not|nothing|no ?one|can'?t|cannot|could ?n'?t|did ?n'?t|don'?t)\b.{0,20}\b(?:there|find|found|see|feel|locate)\b/;

/** "It is gone when I moved the finger" is about a pulse or a sting, and no sore spot that is found. */
function isOffAgain(text: string): boolean {
  return (
    /\b(?:gone|stopped|vanished|away)\b.{0,30}\bmov(?:ed|e|ing)\b|\bmov(?:ed|e|ing)\b.{0,30}\b(?:gone|stopped|vanished|away)\b/.test(
      text,
    ) && !/\b(?:sore|tender|tight|hurts?|hard|found|aches?|spot|knot)\b/.test(text)
  );
}

/** What is said under the advice to get help: "I said not chest, my chest is fine" takes the sign back. */
function aboutLocked(words: string, understood: Understood): Understood {
  const { intent, doubt } = understood;
  if (!doubt && !understood.doctorAllows && isChecked(lowered(words))) return { ...understood, checked: true };
  if (doubt || (intent !== 'out-of-scope' && !(intent === 'no' && understood.half === 'one-line'))) return understood;
  return takesASignBack(lowered(words)) ? { intent: 'mistake', slots: {}, also: [], how: 'words' } : understood;
}

/** One more session, and not the next place in place of this one. */
function wishesAnother(words: string, { doubt }: Understood): boolean {
  return doubt === undefined && words.length <= LONGEST_ANOTHER && ANOTHER.test(plainWords(words));
}
const LONGEST_ANOTHER = 80;
const ANOTHER =
  /^(?:(?:ok|okay|yes|please|hey|hi|so|well|um|and) )*(?:(?:can|could|may|shall|should|lets|let us|i want to|i would like to|id like to|i wanna|wanna|want to) ?(?:i|we|us)? ?(?:please |just )?(?:do|have|start|try|get|take|go through|run) )?(?:another|one more)(?: (?:one|session|round|go|time|exercise|set|run))?(?: of (?:those|these|them|the|your)(?: (?:sessions?|exercises?|rounds?))?)?(?: (?:please|pls|now|today|then|thanks|with you))*$/;

/** How bad a strong soreness is: told by what can still be done, or taken back with another number. */
function aboutSeverity(words: string, understood: Understood, understand: Understand): Understood {
  if (understood.doubt || ['red-flag', 'despair', 'stop', 'back'].includes(understood.intent)) return understood;
  const told = severeAnswer(words);
  if (told !== undefined) return { intent: told === 'no' ? 'no' : 'out-of-scope', slots: {}, also: [], how: 'words' };
  if (understood.intent === 'yes' || understood.intent === 'no') return understood;
  // The "4" of a list of three buttons is none of them; "I meant 4" takes the number back.
  if (isNothingButRating(lowered(words))) return { intent: 'out-of-scope', slots: {}, also: [], how: 'words' };
  const rated = understand(words, 'rating');
  return rated.intent === 'knot.rating' && rated.slots.rating !== undefined ? rated : understood;
}

/**
 * The question that words are an answer to. Under "did you mean" whatever is no plain yes or no is said anew, to the
 * question below it.
 */
function askedOf(person: Person, words: string, understand: Understand): QuestionId {
  const question = openQuestion(person);
  const below = person.frames.at(-2);
  if (question !== 'did-you-mean' || !below) return question;
  return understand(words, 'confirm').how === 'bare' ? question : questionAt(below);
}

/** What an answer would have meant at an earlier place. */
function meantAt(place: Person['frames'], words: string, understand: Understand, content: Content): Understood {
  const choice = buttonAt(place, words, content);
  if (choice) {
    const meaning: { type: string; slots?: Understood['slots'] } = CHOICES[choice];
    if ((INTENTS as readonly string[]).includes(meaning.type)) {
      return { intent: meaning.type as Intent, slots: meaning.slots ?? {}, also: [], how: 'words' };
    }
  }
  return understand(words, questionOf(questionAt(place.at(-1) ?? place[0])).expecting);
}

/** The button of an earlier place that has these words. */
function buttonAt(place: Person['frames'], words: string, content: Content): ChoiceId | undefined {
  const plain = plainWords(words);
  return questionOf(questionAt(place.at(-1) ?? place[0])).choices.find(
    (id) => normalContent(content.choices[id].label) === plain || isTyped(plain, id, content),
  );
}

/** The button on offer whose words, or whose number as a sign of its own, were typed. */
function typedChoice(words: string, person: Person, now: number, content: Content): ChoiceId | undefined {
  const plain = plainWords(words);
  const counted = KEYCAP.exec(words.trim());
  if (counted) return countedChoice(Number(counted[1]), person);
  if (plain.length === 0 || plain.length > 60) return undefined;
  const question = openQuestion(person);
  const candidates = (person.frames.at(-1)?.context as { candidates?: never } | undefined)?.candidates;
  const label = (id: ChoiceId) =>
    candidates || content.choices[id].label.includes('{')
      ? plainWords(labelOf(id, factsOf(person, question, now, {}), content, candidates ? { candidates } : {}))
      : normalContent(content.choices[id].label);
  return questionOf(question).choices.find((id) => isTyped(plain, id, content) || label(id) === plain);
}

/** The button that is the one at this place among those on show. */
function countedChoice(count: number, person: Person): ChoiceId | undefined {
  const { choices, expecting } = questionOf(openQuestion(person));
  if (NOT_COUNTED.has(expecting) || openQuestion(person) === 'check-ins') return undefined;
  return choices.filter((choice) => choice !== 'start-timer' || person.timer === null)[count - 1];
}

function isTyped(plain: string, id: ChoiceId, { choices }: Content): boolean {
  return choices[id].typed.some((typed) => normalContent(typed) === plain);
}

function openQuestion(person: Person): QuestionId {
  return questionAt(person.frames.at(-1) ?? person.frames[0]);
}

/** 1️⃣ names a button as plainly as its words do, where a 👍 says too little. */
const KEYCAP = /^([1-6])\uFE0F?\u20E3$/u;

/** Where a number is how sore it is, or a time, or where not every button is always there. */
const NOT_COUNTED: ReadonlySet<Expecting> = new Set(['rating', 'outcome', 'check-in', 'reminder-time', 'zone']);

const normals = new Map<string, string>();

/** The same for words of the content, of which there are only so many. */
function normalContent(text: string): string {
  let plain = normals.get(text);
  if (plain === undefined) {
    plain = plainWords(text);
    normals.set(text, plain);
  }
  return plain;
}

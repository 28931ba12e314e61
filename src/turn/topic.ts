import { type QuestionId, questionOf } from '../../dialogs/questions.ts';
import { type About, TOPIC_NAMES, TOPICS, type Topic } from '../../dialogs/topics.ts';
import { type Ask, type Expecting, type Intent, isAsk } from '../../dialogs/words.ts';
import type { Content } from '../phrasing/content.ts';
import { isAnswer } from '../understanding/combine.ts';
import type { Report, Understood } from '../understanding/understood.ts';
import type { Person } from './person.ts';
import { plainWords } from './plainWords.ts';
import { asksOutright, asksSomething, isHearsay, withoutAround } from './questionForm.ts';
import { wholeMessages } from './wholeMessage.ts';

/** Where the person stands who asks: the open question, and what was answered last since it is open. */
export interface Standing {
  question: QuestionId;
  lastAsk: Ask | null;
}

/**
 * Taken for these, a question that names a topic was not understood: "can I lie down?" asks for no pause, "what does
 * tender mean?" not for the same words again, and "yoga?" is no greeting.
 */
const MISHEARD: ReadonlySet<Intent> = new Set([
  'out-of-scope',
  'stop',
  'later',
  'repeat',
  'help',
  'greet',
  'progress.show',
  'reminder.snooze',
]);

/**
 * What was understood, with what the question in it is about: a topic that it names ("does yoga help?"), or what was
 * just said or asked ("why?", "and then?"). A question that says so outright is a question, whatever else it was taken
 * for. Pure.
 */
export function aboutTopic(
  understood: Understood,
  words: string,
  content: Content,
  standing: Standing = { question: 'home', lastAsk: null },
): { understood: Understood; about?: About } {
  const { intent, also, candidates, doubt, foreign, bar } = understood;
  // What bars the way is no question, though a topic may bear its name.
  if (doubt || foreign || bar || intent === 'red-flag' || intent === 'despair') return { understood };
  if (understood.asksMeaning) {
    const topic = topicIn(words, content, intent, standing, true);
    return topic === undefined ? { understood } : { understood, about: { topic } };
  }
  const whole = asWhole(words, content, standing);
  if (whole) return { understood: asked(whole, understood), about: whole };
  const beside = isAnswer(intent) ? besideAnswer(words, content, standing) : undefined;
  if (beside) {
    return { understood: { ...understood, also: [{ intent: TOPICS[beside.topic], slots: {} }] }, about: beside };
  }
  const asks = [intent, ...also.map((one) => one.intent)].some(isAsk);
  const takenForAnswer = isTakenFor(understood, words);
  const misheard = MISHEARD.has(intent) || candidates !== undefined || takenForAnswer;
  const named = NAMELESS.has(intent) ? namedAlone(words, content, standing) : undefined;
  if (named) return { understood: asked({ topic: named }, understood), about: { topic: named } };
  if (!asks && !(misheard && (asksSomething(words, content) || isHearsay(words)))) return { understood };
  const topic = topicIn(words, content, intent, standing);
  if (topic !== undefined) {
    if (asks && !candidates) return { understood, about: { topic } };
    return { understood: asked({ topic }, understood), about: { topic } };
  }
  const missed = intent === 'out-of-scope' && standing.question !== 'home' && !candidates;
  if (!(takenForAnswer || missed) || !asksOutright(words)) return { understood };
  return { understood: asked({ topic: 'unknown' }, understood), about: { topic: 'unknown' } };
}

const REPORTED: Partial<Record<Report, Topic>> = {
  ticklish: 'ticklish',
  tired: 'tired-hands',
  slips: 'slips-away',
  moved: 'has-moved',
  'how-to-tell': 'how-to-tell',
  'no-desk': 'no-desk',
  'knot-or-spot': 'knot-or-spot',
  'off-scale': 'off-scale',
  'too-long': 'too-long',
};
/** Told beside an answer, which stands. */
const BESIDE: ReadonlySet<Report> = new Set<Report>(['too-long']);

/**
 * What is told while pressing, with what helps somebody whose thumb is tired or who only feels a tickle. Who tells the
 * same again is taken at their word. Nothing where nothing of the kind was told. Pure.
 */
export function reported(
  understood: Understood,
  { lastTopic }: Pick<Person, 'lastTopic'>,
): { understood: Understood; about?: About[] } | undefined {
  const { report, intent } = understood;
  // "And then?" is asked, and may be about what was just said.
  if (report === undefined || intent === 'help') return undefined;
  const topic = REPORTED[report];
  if (topic === undefined || topic === lastTopic) return { understood };
  const asked = { intent: TOPICS[topic], slots: {} };
  if (BESIDE.has(report)) return { understood: { ...understood, also: [asked] }, about: [{ topic }] };
  return { understood: { ...understood, ...asked }, about: [{ topic }] };
}

/** What a question asks for as an event, where something else was understood. */
function asked(about: About, { intent, slots, how }: Understood): Understood {
  const ask = 'topic' in about ? TOPICS[about.topic] : 'ask.bot';
  // "Yes, but can I do it anyway?": the answer stands.
  if ('topic' in about && about.topic === 'anyway' && isAnswer(intent)) {
    return { intent, slots, also: [{ intent: ask, slots: {} }], how };
  }
  return { intent: ask, slots: {}, also: [], how: 'words' };
}

/** A question may have been taken for an answer, or for a wish without any time or day. */
function isTakenFor({ intent, slots, how }: Understood, words: string): boolean {
  if (how !== 'words' || !asksOutright(words)) return false;
  if (intent === 'reminder.set') return Object.keys(slots).length === 0 && !OF_CHECK_INS.test(plainWords(words));
  return isAnswer(intent) && slots.rating === undefined && slots.side === undefined && slots.zone === undefined;
}
const OF_CHECK_INS = /\b(?:remind|check ?in|ping|nudge|messag|notif|alert|ask me)/;

/** What the message as a whole asks about. */
function asWhole(words: string, content: Content, { question, lastAsk }: Standing): About | undefined {
  const plain = plainWords(words);
  if (plain.length > LONGEST_WHOLE) return undefined;
  const text = withoutAround(plain);
  if (WHY.test(text)) {
    if (lastAsk !== null) return { why: 'answer' };
    return ABOUT_THE_KNOT.has(question) ? undefined : { why: 'question' };
  }
  if (WHY_NOT.test(text) && lastAsk !== null && !OFFERS.has(questionOf(question).expecting)) return { why: 'answer' };
  if (WHY_THERE.test(text) && PLACES.has(question)) return { why: 'question' };
  if (WHY_ASKED.test(text) && question !== 'home') return { why: 'question' };
  const topic = TOPIC_NAMES.find(
    (name) => isMeantAt(name, content, question) && wholeMessages(content.topics[name].alone).some((one) => one(text)),
  );
  // What was said there last is that pressing stays closed, and not how far the method is to be trusted.
  if (topic === 'are-you-sure' && question === 'get-help') return { why: 'question' };
  return topic && { topic };
}
const LONGEST_WHOLE = 120;

/** What is asked in a last part by itself, behind an answer: "it eased. how many more?" */
function besideAnswer(words: string, content: Content, standing: Standing): { topic: Topic } | undefined {
  const parts = words.split(/[.,;:!?\n]\s+/);
  const about = parts.length > 1 ? asWhole(parts.at(-1) ?? '', content, standing) : undefined;
  return about && 'topic' in about ? about : undefined;
}

/** "Why?" after an answer is about that, else about what is asked. */
const WHY =
  /^(?:why|why (?:is|was) (?:that|this|it)(?: so)?|why (?:that|this|so)|how come|for what reason|whys that|hows that|why though)$/;
/** "Why not" is a yes to an offer. */
const WHY_NOT = /^why (?:not|cant i|shouldnt i|mustnt i)$/;
const OFFERS: ReadonlySet<Expecting> = new Set<Expecting>(['confirm', 'consent', 'reminder-offer']);
/** Here "why?" is about the knot, of which was just said that it stays hard, or that it may be looked at. */
const ABOUT_THE_KNOT: ReadonlySet<QuestionId> = new Set<QuestionId>(['home', 'overstretched']);
const PLACES: ReadonlySet<QuestionId> = new Set<QuestionId>(['search', 'search-other-way', 'hold', 'more-spots']);
const WHY_THERE =
  /^why (?:there|here|the (?:armpit|arm|ribs|chest|neck|back|side|front|fold)|(?:this|that) (?:place|spot|area|muscle|one))$/;
const WHY_ASKED =
  /^(?:what for|whats? (?:is )?(?:that|this|it) (?:good )?for|what is (?:the )?point(?: of (?:that|this|it))?|whats the point(?: of (?:that|this|it))?|why (?:do|would|must) you (?:ask|need|want|care|keep asking|have to)\b.{0,60}|why (?:0|zero|1|one) to (?:10|ten)|why (?:do|are|would|did|must|does|should) (?:you|i|we|the|this|that|it|they) .{0,50}\b(?:ask|asking|know|answer|say|tell|matter|matters|important|want that|want this|want it|want one|need that|need this|need it|do that|do this|do it|rate|give|care)\b.{0,40}|why (?:the|these|all these|all those|all the|so many|such) (?:question|questions|number|rating|list|lists|side|signs)|why (?:is|are) (?:that|this|it|the|these|all) .{0,30}\b(?:important|needed|necessary|relevant|matter|question|questions)|why (?:that|this|these|those) (?:question|questions)|do i (?:really )?(?:have|need) to (?:answer|know)(?: (?:that|this|it|all that|all this|them))?)$/;

function isMeantAt(topic: Topic, { topics }: Content, question: QuestionId): boolean {
  const { at } = topics[topic];
  return at.length === 0 || at.includes(question);
}

/** Taken for these, the name of a topic and nothing else was not understood: "yoga" is no greeting. */
const NAMELESS: ReadonlySet<Intent> = new Set<Intent>(['out-of-scope', 'greet', 'help']);
/** Under a list of signs a lone name may be one of them. */
const LISTS: ReadonlySet<Expecting> = new Set<Expecting>(['safety', 'doubt', 'confirm']);

/** The topic that is named, where that is the whole message. */
function namedAlone(words: string, content: Content, { question }: Standing): Topic | undefined {
  if (LISTS.has(questionOf(question).expecting)) return undefined;
  const text = ` ${withoutAround(plainWords(words))} `;
  const named = saidIn(content).find(
    ([topic, said]) =>
      !topic.startsWith('sign-') && isMeantAt(topic, content, question) && said.exec(text)?.[0] === text,
  );
  return named?.[0];
}

function topicIn(
  words: string,
  content: Content,
  intent: Intent,
  { question }: Standing,
  ofSigns = false,
): Topic | undefined {
  const text = ` ${plainWords(words)} `;
  const named = saidIn(content).find(
    ([topic, said]) =>
      topic.startsWith('sign-') === ofSigns &&
      !ELSEWHERE[topic]?.includes(intent) &&
      isMeantAt(topic, content, question) &&
      said.test(text),
  );
  return named?.[0];
}

/** Questions in which the words of a topic mean something else: the place on the lower back, a knot to be cut out. */
const ELSEWHERE: Partial<Record<Topic, readonly Intent[]>> = {
  health: ['ask.whats-inside', 'ask.therapist', 'ask.privacy'],
  scan: ['ask.whats-inside'],
  'other-part': ['ask.where-to-press', 'ask.how-to-press', 'ask.where-not-to-press'],
  stretching: ['ask.two-types', 'ask.why-wont-relax'],
  'coming-back': ['ask.why-wont-relax', 'ask.how-long'],
  'how-often': ['progress.show'],
  video: ['ask.evidence'],
};

const patterns = new WeakMap<Content, [Topic, RegExp][]>();

function saidIn(content: Content): [Topic, RegExp][] {
  let known = patterns.get(content);
  if (!known) {
    known = TOPIC_NAMES.filter((topic) => content.topics[topic].said.length > 0).map((topic) => {
      const ways = content.topics[topic].said.map((way) =>
        way.endsWith('*') ? `${plainWords(way)}\\p{L}*` : plainWords(way),
      );
      return [topic, new RegExp(` (?:${ways.join('|')}) `, 'u')];
    });
    patterns.set(content, known);
  }
  return known;
}

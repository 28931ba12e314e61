import { type Expecting, type Intent, isAsk, type Meaning, type WarningKind } from '../../dialogs/words.ts';
import { namesSuch } from './alarmWords.ts';
import { asksMeaning } from './asksMeaning.ts';
import { type Bar, barIn, isShrug } from './bars.ts';
import { answerAndQuestion, askedBy, partsWithSigns, questionBeside } from './besides.ts';
import { isOfOtherThings, isOfSomeDays, mayPause, mayStop, mayWish, stopsAll } from './checkInWishes.ts';
import { see } from './classifier/features.ts';
import type { Guess, Model } from './classifier/model.ts';
import { combine, isAnswer } from './combine.ts';
import { besideDenied } from './deniedBeside.ts';
import { whileDriving } from './driving.ts';
import { expectedBy } from './expected.ts';
import { foreignLanguage, languageNamedWithin } from './foreign.ts';
import { graveAnswer, isPlainAnswer, isUrging, onlyComplains } from './graveAnswers.ts';
import { withoutIrony } from './irony.ts';
import { leavesToo } from './leavesToo.ts';
import type { Lexicon } from './lexicon.ts';
import { deniesTheList, exceptsOne, isRemark, namesALine, onlyBegins, onlyDenies, saysNone } from './listAnswer.ts';
import { isOffScale, isStrayNumber, noDelay } from './noResult.ts';
import { isNoSign } from './noSign.ts';
import { COMMANDS, NO_SUCH_DAY, nothing, RATING_ASKED, readByPhrases, TIME_ASKED } from './readByPhrases.ts';
import { type Reading, readMessage } from './reading.ts';
import { isInPart, remarkIn } from './remarks.ts';
import { asksToGoOn, doctorAllows } from './screenAsides.ts';
import { isOfAge } from './slots/age.ts';
import { isAway, isNotToday } from './slots/away.ts';
import { newsBeside, openingNews, tellsOfTheKnot } from './slots/knotNews.ts';
import { hasEnd, namesOneCheckIn } from './slots/namedDay.ts';
import { wishesOnce } from './slots/onceTold.ts';
import { putsBack } from './slots/putBack.ts';
import { asksForLater, asksOnceIn, isPutOff, saysAskLater, tellsOfThePast } from './slots/putOff.ts';
import { changeTold, isNothingButRating } from './slots/rating.ts';
import { isBusyAt, isBusyUntil, readSetting } from './slots/reminder.ts';
import { movesAll } from './slots/shift.ts';
import { namesOnly, slotsFor, spokenPlaces } from './slots.ts';
import { ENOUGH_ALONE, SURE_OF_A_SIGN } from './sureness.ts';
import { tookBack } from './takenBack.ts';
import type { Understand, Understood } from './understood.ts';
import { findWarning } from './warning-signs/findWarning.ts';
import { whilePressing } from './whilePressing.ts';

/** So sure the model has to be of a sign in words that hold nothing of its kind. */
const SURE_WITHOUT_A_WORD = 0.9;
/** So sure of a "no" to a list that is put in a picture: "fit as a fiddle". */
const SURE_OF_NO = 0.9;
/** What the model rules out: this likely at most, while it is sure of something else. */
const RULED_OUT = 0.1;
/** So likely the model has to think a sign for it to matter, before anybody looks whether there can be none. */
const SEEN = 0.02;
const SURE_OF_ANOTHER = 0.7;
/** So likely an answer has to be beside a question that the model is sure of. */
const LEFT_OPEN = 0.2;

/** Questions about signs and cares: a "no" to them leads on to pressing. */
const CLEARED_BY_NO = new Set<Expecting>(['safety', 'confirm']);

/** Where hands are on a sore place. */
const PRESSES = new Set<Expecting>(['pressure', 'contracting', 'region', 'hold']);

/** Where signs are asked about, so that a "no" to them is the answer. */
const ABOUT_SIGNS = new Set<Expecting>(['safety', 'doubt', 'confirm']);

/** Where no finger is on a spot, and no sign was asked about. */
const AT_EASE = new Set<Expecting>([
  'nothing',
  'consent',
  'confirm',
  'outcome',
  'check-in',
  'reminder-offer',
  'reminder-time',
]);

/** Where "can we go on?" may be wished: at rest, after a sign, under a doubt. */
const MAY_GO_ON = new Set<Expecting>(['nothing', 'safety', 'doubt']);

/** A question about what it is or whom it is for, and not "shall we?". */
const ASKS_FIRST =
  /\b(?:is (?:it|this|that)|are (?:you|there)|does|do you|what|why|how|which|who|can (?:a|people|persons?|somebody|someone|anyone)|wtf|should i)\b.*\?\W*$|\bdo i (?:really )?have to be\b/;
/** What a message begins with that says yes, before it takes it back. */
const AFFIRMS = new Set(['yes', 'yep', 'yeah', 'yup', 'aye']);

/** The reader for one language. Pure and synchronous: the same message and question always mean the same. */
export function createUnderstand(lexicon: Lexicon, model: Model): Understand {
  const take = (reading: Reading, words: string, expecting: Expecting): Understood => {
    const how = howSaid(reading, lexicon);
    let warning = findWarning(reading, lexicon.warnings, lexicon.denying);
    const isNamed = warning.certain !== undefined || warning.doubt !== undefined;
    const isSignAsked = expecting === 'safety' || expecting === 'doubt' || isNamed;
    if (how === 'words' && (isSignAsked || expecting === 'confirm') && asksMeaning(reading.text, !isSignAsked)) {
      return { intent: 'ask.warning-signs', slots: {}, also: [], how, asksMeaning: true };
    }
    // "No, but my wife has": told of nobody else, and the whole list is denied.
    if (expecting === 'safety' && warning.ofAnother && deniesTheList(reading.text)) {
      return { intent: 'no', slots: {}, also: [], how, ofAnother: true };
    }
    const isUnnamed = !warning.certain && !warning.doubt && !DENIES_ALL.test(reading.text);
    if (expecting === 'safety' && (warning.isCondition || isUnnamed) && doctorAllows(reading.text)) {
      return { intent: 'no', slots: {}, also: [], how, half: 'one-line' };
    }
    if (warning.certain === 'despair') return { intent: 'despair', slots: {}, also: [], how };
    const found = lexicon.book.find(reading);
    const places = spokenPlaces(found, reading, expecting);
    const byPhrases = readByPhrases(reading, expecting, lexicon, found, places);
    const isOfOthers = byPhrases.intent === 'reminder.stop' && isOfOtherThings(reading.text);
    const understood = isOfOthers ? { ...nothing(), also: [] } : byPhrases;
    const isOver = expecting === 'check-in' && tellsOfThePast(reading.text);
    const ranked = model.rank(see(reading, found, understood.intent), expecting);
    const isWishless = ranked[0]?.label === 'reminder.set' && !mayWish(reading, expecting);
    const isPauseless = ranked[0]?.label === 'reminder.pause' && !mayPause(reading.text, expecting);
    const isAboutOthers = expecting !== 'check-in' && !mayStop(reading.text);
    const seesSign = ranked.some(({ label, probability }) => label.startsWith('red-flag ') && probability >= SEEN);
    const isUntold =
      seesSign &&
      !warning.certain &&
      !warning.doubt &&
      (isNoSign(reading.text, reading.asks.every(Boolean)) || isPlaceAlone(understood, ranked, reading));
    const isNumber = seesSign && RATING_ASKED.has(expecting) && isNothingButRating(reading.text);
    const isNews = seesSign && TIME_ASKED.has(expecting) && !warning.doubt && tellsOfTheKnot(reading.text);
    const guesses = ranked.filter(
      ({ label }) =>
        !((isNumber || isNews || isUntold) && label.startsWith('red-flag ')) &&
        !(isOver && label === 'reminder.snooze') &&
        !(isWishless && label === 'reminder.set') &&
        !(isPauseless && label === 'reminder.pause') &&
        !(isAboutOthers && label === 'reminder.stop'),
    );
    if (warning.certain) {
      const isTold = () =>
        partsWithSigns(words, expecting, lexicon, model).some((part) => signShare(part) >= IS_A_SIGN);
      if (!isHarmless(guesses) || isTold()) {
        return { intent: 'red-flag', slots: { kind: warning.certain, ...places }, also: [], how };
      }
      // The list names a sign, the model has seen such words mean something else: the person is asked.
      warning = { denied: false, cleared: false, doubt: warning.certain };
    }
    // "Yes, eased. No fever or anything": the "no" is about the fever alone.
    if (warning.denied && signShare(guesses) < MAY_BE_A_SIGN && !ABOUT_SIGNS.has(expecting)) {
      const others = besideDenied(words, lexicon);
      const told = others && take(readMessage(others, lexicon.writing, lexicon.repair), others, expecting);
      if (told && isAnswer(told.intent)) return told;
    }
    const doubt = warning.doubt ? { doubt: warning.doubt } : {};
    const bar = warning.doubt ? undefined : barIn(reading.text, expecting);
    if (bar) return { intent: meantBeside(bar, expecting, reading.text), slots: {}, also: [], how, bar };

    const language = found.find(({ what }) => what.is === 'language')?.what;
    if (MAY_GO_ON.has(expecting) && !warning.doubt && !language && asksToGoOn(reading.text)) {
      return { intent: 'go-on', slots: {}, also: [], how };
    }

    const foreign = foreignLanguage(reading, lexicon.foreign, lexicon.vocabulary);
    if (foreign && !namesOnly(reading, expecting, lexicon)) {
      const to = language?.is === 'language' ? language.code : languageNamedWithin(reading);
      const meaning: Meaning = to ? { intent: 'language.change', slots: { to } } : nothing();
      return { ...meaning, also: [], how, foreign, ...doubt };
    }

    const correction = tookBack(reading, found, lexicon.fillers, lexicon.bare);
    if (correction !== undefined && !isRuledOut(['back', 'mistake'], guesses)) {
      const after =
        correction === ''
          ? undefined
          : readByPhrases(readMessage(correction, lexicon.writing, lexicon.repair), expecting, lexicon);
      // "Yes, wait, no, it doesn't" takes back what it said itself.
      if (after && AFFIRMS.has(reading.words[0] ?? '') && expectedBy(expecting).answers.has(after.intent)) {
        return { ...after, also: [], how: 'words', ...doubt };
      }
      if (!after || !isSomethingElse(after.intent)) {
        return { intent: 'back', slots: {}, also: [], how: 'words', ...(correction ? { correction } : {}), ...doubt };
      }
    }

    const asksLater = expecting === 'check-in' && asksForLater(reading.text);
    // "Better, but ask again in two hours": more is said than that it is not now.
    const withLater = (intent: Intent, also: Meaning[]): Meaning[] =>
      expecting === 'check-in' && intent.startsWith('knot.') && wishesOnce(reading.text)
        ? [{ intent: 'reminder.set', slots: slotsFor('reminder.set', reading, found, places, expecting, lexicon) }]
        : asksLater && intent.startsWith('knot.') && also.every((one) => one.intent === 'later')
          ? [
              {
                intent: 'reminder.snooze',
                slots: slotsFor('reminder.snooze', reading, found, places, expecting, lexicon),
              },
            ]
          : also;
    const isZone = understood.intent === 'zone.set';
    const isLater =
      understood.intent === 'reminder.snooze' &&
      expecting === 'check-in' &&
      (isPutOff(reading.text) || saysAskLater(reading.text));
    const guessless =
      ((isStrange(reading, model) || isCode(words)) && (guesses[0]?.probability ?? 0) < ENOUGH_ALONE) ||
      (how === 'emoji' && !isPlainSign(guesses[0]));
    const opening = RATED.has(expecting) ? openingNews(reading.text) : undefined;
    const isOpened = opening !== undefined && opening === understood.intent && !seesSign;
    const combined =
      guessless || isOpened
        ? { intent: understood.intent, ...doubt }
        : combine(guesses, understood.intent, {
            ...warning,
            asked: reading.asks.every(Boolean),
            answered: isZone || isLater || isTimeTold(understood, expecting),
          });
    if ('warning' in combined) {
      const kind = combined.warning;
      const alarm: Understood = { intent: 'red-flag', slots: { kind, ...places }, also: [], how };
      if (warning.doubt || warning.certain) return alarm;
      // The model alone sees it, in words that hold nothing of the kind: whether it is one is asked.
      const named = namesSuch(kind, reading.text);
      const isThin = named === 'denied' || (named === 'no' && signShare(guesses) < SURE_WITHOUT_A_WORD);
      if (expecting === 'safety') {
        return isThin || saysNone(reading.text) ? { ...alarm, half: 'maybe-line' } : alarm;
      }
      return named === 'denied' ? { intent: understood.intent, slots: {}, also: [], how, doubt: kind } : alarm;
    }
    // Half seen by the model alone, in words that hold nothing of the kind, it is none.
    const isUnheard =
      combined.doubt !== undefined &&
      AT_EASE.has(expecting) &&
      !warning.doubt &&
      !warning.cleared &&
      namesSuch(combined.doubt, reading.text) === 'no';
    const doubtful = combined.doubt && !isUnheard ? { doubt: combined.doubt } : {};
    if (expecting === 'safety' && warning.denied && combined.intent === 'yes' && onlyDenies(reading.text)) {
      return { intent: 'no', slots: {}, also: [], how, ...doubtful };
    }
    if (understood.intent === 'out-of-scope' && expecting === 'safety' && warning.denied) {
      return { intent: 'no', slots: {}, also: [], how: 'words' };
    }
    const remark =
      how === 'words' ? remarkIn(reading.text, expecting, [understood.intent, guesses[0]?.label]) : undefined;
    if (remark) return { ...nothing(), also: [], how, remark, ...doubtful };
    if (understood.intent === 'knot.rating' && expecting === 'check-in' && isBusyAt(reading)) {
      const later = slotsFor('reminder.snooze', reading, found, places, expecting, lexicon);
      if (later.time !== undefined) return { intent: 'reminder.snooze', slots: later, also: [], how, ...doubtful };
    }
    // A lone word or sign, a number, a time or a side says outright what it is.
    if (isNews) return { ...nothing(), also: [], how, ...doubtful };
    const surely = how === 'emoji' && (guesses[0]?.probability ?? 0) >= SURE_OF_A_SIGN;
    // "Whenever, or no, let's say 2 pm": the time is what it comes to.
    const isTime = isTimeTold(understood, expecting) && COMES_TO_A_TIME.has(guesses[0]?.label ?? '');
    const isAll = understood.intent === 'reminder.stop' && stopsAll(reading.text);
    const isDay = TIME_ASKED.has(expecting) && understood.intent === 'reminder.set' && NO_SUCH_DAY.test(reading.text);
    const isOnce =
      understood.intent === 'reminder.set' && understood.slots.on !== undefined && wishesOnce(reading.text);
    const isOff =
      (understood.intent === 'reminder.pause' && isAway(reading.text)) ||
      (understood.intent === 'reminder.skip' && isNotToday(reading.text)) ||
      (understood.intent === 'reminder.resume' && putsBack(reading.text)) ||
      (understood.intent === 'reminder.set' && expecting === 'nothing' && movesAll(reading.text));
    const isBelieved =
      isZone || isOff || isOnce || isLater || isTime || isAll || isDay || !isRuledOut([understood.intent], guesses);
    const isVague = expecting === 'doubt' && !isPlainAnswer(understood.intent, understood.intent, reading, lexicon);
    if (
      !surely &&
      !isVague &&
      (isLater || isAll || isOnce || isOff || isOutright(understood, how, expecting, reading)) &&
      isBelieved
    ) {
      const asked = understood.also.length === 0 ? questionBeside(words, lexicon, model) : undefined;
      const also = asked ? [{ intent: asked, slots: {} }] : withLater(understood.intent, understood.also);
      const intent = asNumbersGo(understood.intent, expecting, reading);
      // "Ask me again tomorrow" is one wish, in however many words.
      const same = isOff
        ? ['later', 'skip', 'reminder.stop', 'reminder.pause', 'reminder.skip', 'reminder.snooze', 'reminder.resume']
        : isLater
          ? ['later']
          : isOnce
            ? ['repeat', 'later', 'reminder.snooze', 'reminder.show']
            : [];
      const others = also.filter((one) => !same.includes(one.intent));
      return { ...understood, intent, also: others, how, ...doubtful };
    }
    // "Before we start, is it safe for persons of 44?" agrees to nothing yet.
    const asksFirst = expecting === 'consent' && ASKS_FIRST.test(reading.text) && !AFFIRMS.has(reading.words[0] ?? '');
    if (asksFirst && combined.intent === 'yes') return { ...nothing(), also: [], how, ...doubtful };
    const ofAge = expecting === 'consent' && how === 'words' && !combined.doubt ? isOfAge(words) : undefined;
    if (ofAge !== undefined) return { intent: ofAge ? 'yes' : 'no', slots: {}, also: [], how };
    // "Two, by the feel of it": a number where one is asked for, and the model thinks so, too.
    if (guesses[0]?.label === 'knot.rating' && combined.intent !== 'knot.rating') {
      const slots = slotsFor('knot.rating', reading, found, places, expecting, lexicon);
      const intent = asNumbersGo('knot.rating', expecting, reading);
      if (slots.rating !== undefined) return { intent, slots, also: [], how, ...doubtful };
    }
    if (saysNothing(reading, expecting)) return { ...nothing(), also: [], how, ...doubtful };
    if (CLEARED_BY_NO.has(expecting) && onlyComplains(combined.intent, understood.intent, reading, lexicon)) {
      return { ...nothing(), also: understood.also, how, ...doubtful };
    }
    if (expecting === 'safety' || expecting === 'doubt') {
      const answer =
        expecting === 'doubt' && !isPlainAnswer(understood.intent, combined.intent, reading, lexicon)
          ? 'out-of-scope'
          : expecting === 'safety' && how === 'words' && isUrging(combined.intent, reading, lexicon)
            ? 'out-of-scope'
            : graveAnswer(understood.intent, combined.intent, guesses, reading);
      if (answer !== combined.intent) {
        const also = understood.also.filter((one) => one.intent !== answer);
        return { intent: answer, slots: { ...places }, also, how, ...doubtful };
      }
    }

    const beside = reading.pauses.includes('sentence')
      ? answerAndQuestion(words, expecting, lexicon, model)
      : undefined;
    const meaning = (label: Intent): Meaning => {
      // "Stop them till Tuesday" has an end, and so is a pause.
      const ended = label === 'reminder.stop' && hasEnd(reading.text) ? 'reminder.pause' : label;
      const slots = slotsFor(ended, reading, found, places, expecting, lexicon);
      // "A quarter of an hour should do it" names no time of day for the next days, and how long to wait now.
      if (ended === 'reminder.set' && expecting === 'check-in' && !slots.time && !slots.days) {
        const later = slotsFor('reminder.snooze', reading, found, places, expecting, lexicon);
        const isLikely = guesses.some(
          ({ label, probability }) => label === 'reminder.snooze' && probability > LEFT_OPEN,
        );
        if (isLikely && later.minutes !== undefined) return { intent: 'reminder.snooze', slots: later };
      }
      // Busy now, and when that is over: to be asked then.
      if (ended === 'later' && expecting === 'check-in' && isBusyUntil(reading)) {
        const later = slotsFor('reminder.snooze', reading, found, places, expecting, lexicon);
        if (later.time !== undefined) return { intent: 'reminder.snooze', slots: later };
      }
      // "Could you remind me to do this in one minute": no time of day, and one time.
      if (ended === 'reminder.set' && !slots.time && !slots.days && !slots.on && asksOnceIn(reading.text))
        return {
          intent: 'reminder.snooze',
          slots: slotsFor('reminder.snooze', reading, found, places, expecting, lexicon),
        };
      // "Not today, remind me again tomorrow at 10": so far off nothing is put off within the day.
      if (ended === 'reminder.snooze' && slots.minutes === undefined && wishesOnce(reading.text)) {
        const once = slotsFor('reminder.set', reading, found, places, expecting, lexicon);
        if (once.on !== undefined && once.time !== undefined) return { intent: 'reminder.set', slots: once };
      }
      if (ended !== 'reminder.stop' && ended !== 'reminder.pause') return { intent: ended, slots };
      // "No reminder on Friday": what names one day leaves out that one, and neither ends nor halts the series.
      const isOneDay =
        understood.intent === 'reminder.skip' || guesses[0]?.label === 'reminder.skip' || namesOneCheckIn(reading.text);
      const oneDay = isOneDay ? slotsFor('reminder.skip', reading, found, places, expecting, lexicon) : {};
      if (oneDay.on !== undefined) return { intent: 'reminder.skip', slots: oneDay };
      // "Stop the weekend check-ins" leaves those of the working days.
      const isOfSome = ended === 'reminder.stop' && isOfSomeDays(reading.text);
      const left = isOfSome ? readSetting(reading, expecting) : {};
      return left.days === undefined ? { intent: ended, slots } : { intent: 'reminder.set', slots: left };
    };
    // What tells of another time, and asks: "the last one dug his elbow in. You are not going to do the same?"
    const isQuestion = guesses[0]?.label.startsWith('ask.') === true && guesses[0].probability >= SURE_OF_ANOTHER;
    const isPossibleAnswer = guesses.some(
      ({ label, probability }) => label === beside?.answer && probability > (isQuestion ? LEFT_OPEN : RULED_OUT),
    );
    // "Monday? No, Tuesday" declines nothing.
    const isChoice = beside?.answer === 'no' && beside.other === 'reminder.set' && TIME_ASKED.has(expecting);
    if (beside && isPossibleAnswer && !isChoice)
      return { ...meaning(beside.answer), also: [meaning(beside.other)], how, ...doubtful };
    const same = combined.intent === understood.intent;
    return {
      ...meaning(asNumbersGo(combined.intent, expecting, reading)),
      also: withLater(combined.intent, same ? understood.also : []),
      how,
      ...(combined.candidates && { candidates: [meaning(combined.candidates[0]), meaning(combined.candidates[1])] }),
      ...doubtful,
    };
  };
  /** "A 4. Remind me tomorrow at 9": how the knot is comes first, and is an answer. */
  const withAnswerBefore = (wish: Understood, words: string): Understood => {
    const [first = words] = words.split(/[.,;!:]\s+|\s+(?:but|and)\s+/, 1);
    if (first.length === words.length) return wish;
    const answer = take(readMessage(first, lexicon.writing, lexicon.repair), first, 'check-in');
    const { intent, slots } = wish;
    return answer.intent.startsWith('knot.') ? { ...answer, also: [{ intent, slots }] } : wish;
  };
  /** What an answer to a list of signs says of how much of the list it is about. */
  const withAsides = (understood: Understood, reading: Reading): Understood => {
    const { text } = reading;
    const { intent } = understood;
    // A lone "10" is neither a delay nor a time here.
    if (intent.startsWith('reminder.') && /^\W*\d+\W*$/.test(text)) return { ...nothing(), also: [], how: 'words' };
    const allows = doctorAllows(text);
    const told: Understood = {
      ...understood,
      // "No, none. My physio said it is fine" asks nothing about physiotherapists.
      ...(allows && { doctorAllows: true as const, also: understood.also.filter((one) => !isAsk(one.intent)) }),
    };
    if (intent === 'yes' && (onlyBegins(text) || allows)) return { ...told, how: 'bare' };
    if (intent !== 'no' || understood.ofAnother) return told;
    if (!deniesTheList(text)) {
      if (allows || namesALine(text)) return { ...told, half: 'one-line' };
      return answersInPictures(reading) ? told : { ...told, half: 'remark' };
    }
    if (allows && !DENIES_ALL.test(text)) return { ...told, half: 'one-line' };
    return exceptsOne(text) ? { ...told, half: 'maybe-line' } : told;
  };
  /** "Fit as a fiddle": a "no" without a word of it, which the model is sure of. */
  const answersInPictures = (reading: Reading): boolean => {
    if (isRemark(reading.text)) return false;
    const ranked = model.rank(see(reading, lexicon.book.find(reading), 'out-of-scope'), 'safety');
    return ranked[0]?.label === 'no' && ranked[0].probability >= SURE_OF_NO;
  };
  return (words, expecting) => {
    const reading = readMessage(words, lexicon.writing, lexicon.repair);
    const first = withoutFarWishes(take(reading, words, expecting), reading, expecting);
    const isWish = expecting === 'check-in' && first.intent === 'reminder.set' && first.slots.on !== undefined;
    const answered = isWish ? withAnswerBefore(first, words) : first;
    const wished = onlyWished(whileDriving(answered, reading.text, expecting), reading.text);
    const taken = leavesToo(wished, reading.text, expecting);
    if (taken.bar) return taken;
    if (expecting === 'check-in' && OF_CHECK_INS.has(taken.intent)) return withNews(taken, words);
    if (taken.intent === 'data.delete' && isInPart(reading.text)) return { ...taken, remark: 'in-part' };
    if (isStrayNumber(taken, reading, expecting)) return { ...nothing(), also: [], how: taken.how };
    if (expecting === 'safety' && taken.how === 'words') return withAsides(taken, reading);
    // "Right side" before it was asked: a place, and no "right, go on".
    if (expecting === 'rating' && taken.slots.side !== undefined && SIDE_ALONE.test(reading.text))
      return { intent: 'side.set', slots: { side: taken.slots.side }, also: [], how: taken.how };
    const waits = NOTHING_OPEN.has(expecting) || taken.doubt || taken.foreign ? undefined : noDelay(taken, reading);
    if (waits) return { intent: waits, slots: {}, also: [], how: taken.how };
    if (RATED.has(expecting) && taken.how === 'bare') {
      if (isMereYes(taken, reading)) return { ...nothing(), also: [], how: 'bare' };
      if (isMereOk(taken, reading)) return { ...taken, candidates: [taken, { intent: 'knot.same', slots: {} }] };
    }
    if (RATING_ASKED.has(expecting) && isOffScale(taken, reading)) return { ...taken, report: 'off-scale' };
    const understood = withoutIrony(taken, words, expecting, (rest) =>
      take(readMessage(rest, lexicon.writing, lexicon.repair), rest, expecting),
    );
    return whilePressing(understood, reading, expecting, () => askedBy(words, lexicon, model));
  };
}

const SIDE_ALONE =
  /^(?:(?:it's|its|it|is|on|at|the|my|that|in|yes|ok|just|only)[\s,]+)*(?:left|right)(?: (?:hand|side|one|shoulder|blade|shoulder blade|half))*[\s.!]*$/;

/** Hands that press wish for no check-ins in words that do not name them: "nothing. no, the other arm". */
function withoutFarWishes(taken: Understood, { text }: Reading, expecting: Expecting): Understood {
  if (taken.also.length === 0 || !PRESSES.has(expecting) || mayStop(text)) return taken;
  return {
    ...taken,
    also: taken.also.filter(({ intent }) => intent !== 'reminder.pause' && intent !== 'reminder.stop'),
  };
}

/** "Yes" to "how is it?" tells nothing, and takes nothing back. */
function isMereYes({ intent }: Understood, { words }: Reading): boolean {
  return intent === 'back' && AFFIRMS.has(words[0] ?? '');
}

/** "Ok" may say that it is well, or that it was heard. */
function isMereOk({ intent, candidates }: Understood, { words }: Reading): boolean {
  return intent === 'knot.better' && !candidates && words.every((word) => word === 'ok' || word === 'okay');
}

/** Where "I am back" greets, or tells of the knot. */
const NOTHING_OPEN = new Set<Expecting>(['nothing', 'consent', 'safety', 'doubt', 'check-in', 'reminder-time', 'zone']);

/** What is wished for the check-ins, beside which an answer may stand. */
const OF_CHECK_INS = new Set<Intent>([
  'reminder.set',
  'reminder.skip',
  'reminder.pause',
  'reminder.stop',
  'reminder.snooze',
]);

/** "Same, and can you ask me at 2 instead of 9": the answer counts, and so does the wish. */
function withNews(understood: Understood, words: string): Understood {
  const told = newsBeside(words.toLowerCase().replaceAll('\u2019', "'"));
  if (!told || understood.doubt) return understood;
  const { intent, slots, candidates: _, ...others } = understood;
  return {
    ...others,
    intent: told.intent,
    slots: told.rating === undefined ? {} : { rating: told.rating },
    also: [{ intent, slots }, ...understood.also.filter((one) => one.intent !== told.intent)],
  };
}

/** "Same, move it to 10": the one number is the time. */
function withoutTimes(understood: Understood, text: string): Understood {
  const { slots, also } = understood;
  if (slots.rating === undefined || !also.some((one) => one.slots.time !== undefined)) return understood;
  if (text.match(/\d+(?:[:.]\d\d)?/g)?.length !== 1) return understood;
  const { rating: _, ...others } = slots;
  return { ...understood, slots: others };
}

/** What is told of days and hours beside an answer changes no check-ins: "better at first, then by evening worse than ever". */
function onlyWished(understood: Understood, text: string): Understood {
  if (understood.also.length === 0 || !understood.intent.startsWith('knot.') || WISHED.test(text))
    return withoutTimes(understood, text);
  return { ...understood, also: understood.also.filter(({ intent }) => !intent.startsWith('reminder.')) };
}
const WISHED =
  /\b(?:ask(?:ing)?|remind(?: me|ing)|ping(?:ing)?|check(?:ing)? (?:in|on|back)|check-?ins?|messag(?:e|es|ing)|text me|nudge|poke|notify|skip|pause|stop|snooze|later|not now|unsubscribe|please|pls|plz|(?:can|could|would|will) (?:you|u|we|ye|ya)|from now on|from (?:next|tomorrow)|henceforth|instead|move|change|switch|make|set|no more|only (?:on )?\w+days?|schedul\w+|reduce|going forward|in future|every|(?:don't|do not) want|leave out|cancel|again in|back in)\b/;

/** More than a doctor's word: it says of the other lines, too, that they do not apply. */
const DENIES_ALL = /\b(?:no|none|nothing(?! against))\b/;

/** Whether a message only tells where the person lives, in no words that a sign has. */
function isPlaceAlone({ intent, slots }: Meaning, ranked: readonly Guess[], { text }: Reading): boolean {
  const sign = ranked.find(({ label }) => label.startsWith('red-flag '))?.label.slice('red-flag '.length);
  return (
    intent === 'zone.set' &&
    slots.zone !== undefined &&
    (sign === 'other' || namesSuch((sign ?? 'other') as WarningKind, text) === 'no')
  );
}

/** What a message that bars the way is as an answer: "hmm" is no more than unsure, and who is not of age declines. */
function meantBeside(bar: Bar, expecting: Expecting, text: string): Intent {
  if (bar === 'unread' && isShrug(text)) return 'unsure';
  return bar === 'age' && expecting === 'consent' ? 'no' : 'out-of-scope';
}

/**
 * Two numbers tell which way it went: "was a four at the half, it's a seven at curtain down" is worse, whatever the
 * words remind of, and "a four, was a seven" is more than a number.
 */
function asNumbersGo(intent: Intent, expecting: Expecting, { text }: Reading): Intent {
  if (!RATED.has(expecting) || !CHANGES.has(intent)) return intent;
  const change = changeTold(text);
  if (!change || (change === 'same' && intent !== 'knot.rating')) return intent;
  return `knot.${change}`;
}
const CHANGES = new Set<Intent>(['knot.rating', 'knot.better', 'knot.worse']);

/** A lone "none" where neither yes nor no is asked: none of what? And a shrug at how the knot is says nothing either. */
function saysNothing({ words }: Reading, expecting: Expecting): boolean {
  return RATED.has(expecting) && ['none', 'no', 'nothing', 'not sure'].includes(words.slice(0, 3).join(' '));
}
const RATED = new Set<Expecting>(['outcome', 'check-in']);

/** So surely harmless is what the model takes for something else. */
const SURE_OF_NO_SIGN = 0.95;
const HARDLY_A_SIGN = 0.02;
/** So likely a sentence by itself tells of a sign, whatever the others are about. */
const IS_A_SIGN = 0.4;
/** From here on a denied sign is looked at with all that was said beside it. */
const MAY_BE_A_SIGN = 0.2;

function isHarmless(guesses: readonly Guess[]): boolean {
  return (guesses[0]?.probability ?? 0) >= SURE_OF_NO_SIGN && signShare(guesses) < HARDLY_A_SIGN;
}

/** How likely the model thinks a sign, of whatever kind. */
function signShare(guesses: readonly Guess[]): number {
  const signs = guesses.filter(({ label }) => label.startsWith('red-flag ') || label === 'despair');
  return signs.reduce((total, { probability }) => total + probability, 0);
}

/** The model is sure that something else is meant than these. */
function isRuledOut(intents: readonly Intent[], guesses: readonly Guess[]): boolean {
  const best = guesses[0];
  if (!best || best.probability < SURE_OF_ANOTHER || intents.some((intent) => intent === best.label)) return false;
  return guesses.every(
    ({ label, probability }) => !intents.some((intent) => intent === label) || probability < RULED_OUT,
  );
}

/** From a lone sign no command is guessed, and little else: asking again costs a line, a wrong guess a step. */
function isPlainSign(guess: Guess | undefined): boolean {
  return guess !== undefined && guess.probability >= ENOUGH_ALONE && !COMMANDS.test(guess.label);
}

/** Signs that stand in programs and hardly in messages. */
function isCode(words: string): boolean {
  return /--|[{};]\s*$|[<>]=|\(\)|<\/?\w+>/.test(words);
}

/** A short message with words that nobody has used before: what the classifier makes of the rest means nothing. */
function isStrange({ words }: Reading, model: Model): boolean {
  const unknown = words.filter((word) => !model.knows(word)).length;
  return words.length <= 4 && words.length > 1 && unknown >= words.length / 3;
}

/** A time was asked for, and there is one. */
function isTimeTold({ intent, slots }: Meaning, expecting: Expecting): boolean {
  return TIME_ASKED.has(expecting) && intent === 'reminder.set' && slots.time !== undefined;
}
const COMES_TO_A_TIME = new Set<string>(['yes', 'unsure', 'reminder.snooze']);

/** What puts a check-in off is said in few words. */
const LONGEST_SNOOZE = 12;
const PUTS_OFF = new Set(['snooze', 'postpone', 'delay', 'defer', 'bump']);

function isOutright(understood: Meaning, how: Understood['how'], expecting: Expecting, { words }: Reading): boolean {
  if (how !== 'words') return understood.intent !== 'out-of-scope';
  if (understood.intent === 'reminder.snooze') {
    // A length in a longer story is no wish to be asked later: "he dug into it for half an hour".
    const { minutes, time } = understood.slots;
    return (
      (minutes ?? time) !== undefined &&
      words.length <= LONGEST_SNOOZE &&
      (expecting === 'check-in' || words.some((word) => PUTS_OFF.has(word)))
    );
  }
  if (understood.intent === 'reminder.set')
    return TIME_ASKED.has(expecting) || understood.slots.time !== undefined || understood.slots.days !== undefined;
  if (understood.intent === 'language.change') return understood.slots.to !== undefined;
  return ['knot.rating', 'side.set', 'zone.set'].includes(understood.intent);
}

/** "No wait, why does it do that?" is a question and takes nothing back. */
function isSomethingElse(intent: Intent): boolean {
  return intent.startsWith('ask.') || COMMANDS.test(intent);
}

function howSaid(reading: Reading, { bare, fillers }: Lexicon): Understood['how'] {
  if (reading.onlySigns) return 'emoji';
  const isBare =
    reading.words.some((word) => bare.has(word)) && reading.words.every((word) => bare.has(word) || fillers.has(word));
  return isBare ? 'bare' : 'words';
}

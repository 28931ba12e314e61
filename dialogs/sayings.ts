/**
 * What the bot means to say, apart from open questions (`questions.ts`) and answers to what a person asks (`ask.*`).
 * Each has words in `content/en/sayings.yaml`. The comment says when it is said; the words may use the facts of
 * `facts.ts` between braces, such as {side}, {hand}, {region} and {seconds}.
 */
export const SAYINGS = [
  // Meeting
  'welcome', // once, when the bot is installed or first spoken to: what it is for, how to begin
  'greeting', // "hi" at home
  'under-way', // asks to begin, in the middle of it; the open question follows
  'greeting-on-the-way', // "hi" in the middle of something; the open question follows
  'thanks',
  'goodbye',
  'at-ease', // "ok" after a farewell: nothing begins, and nothing is asked
  'help', // what it can do, and the words that work everywhere; short
  'help-on-the-way', // the same in the middle of a session: back, skip, repeat, later, stop, or ask anything
  'no-more', // "tell me more" after everything there is
  'ask-else', // "just ask": type your question
  'start', // before the first question of a session: "let us find out"
  // Consent
  'consent.details', // exactly what is kept, how long, who may read a work chat, how to see, export, delete
  'consent.accepted',
  'consent.declined', // no session without it; questions about knots are welcome
  // Warning signs
  'screen.bare', // a bare "yes"/"ok" to a list: it could mean either; please choose
  'screen.thumb', // 👍 and the like are not enough for this question; please choose or write
  'screen.unread', // the list was not read: why it is long; then the list once more
  'screen.one-only', // one sign alone was denied, or a doctor knows of it: what about all the others?
  'screen.maybe-one', // what was told may be a line of the list: is it one, or is there none?
  'sign-of-another', // somebody else has the sign: who helps them
  'screen.list-above', // after what a line of the list means: the list is asked for again, without all of it
  'screen.doctor-knows', // a doctor has said that pressing is fine: the whole list once more, with that in mind
  'screen.clean-afresh', // none of these, in the middle of a session: from the rating on once more
  'screen.clean', // none of these: thank you, we can go on
  'screen.again', // "that was a mistake": then the whole list once more
  'screen.something-new', // something is new: the whole list first
  'get-help.emergency', // a warning sign that needs the emergency number {number}, now; no pressing
  'get-help.unsure', // not sure about an emergency sign: no pressing; if in doubt call {number}
  'get-help.doctor', // a sign to have looked at before any pressing
  'get-help.same-day', // severe pain: advice today, no exercise
  'get-help.chest', // named in the person's own words: chest pain or pressure
  'get-help.breathing',
  'get-help.nerve', // numbness, weakness, tingling that stays
  'get-help.injury',
  'get-help.illness', // fever, unwell, weight loss, lump, rash and so on
  'get-help.head', // face, speech, sight, balance, worst headache, fainting
  'get-help.bladder-bowel',
  'get-help.other',
  'locked.still', // asks for an exercise while locked: not until {lockedUntil}, and what opens it
  'locked.unsure', // not sure about the sign: somebody who can look at it decides
  'locked.missed', // something that was not understood, under the advice to get help
  'locked.checked', // somebody has looked at it: did they say that pressing is fine?
  'locked.over', // the lock has run out: the whole list first
  'despair', // kind, short: not alone, tell someone near, {number} in danger, local crisis line; no exercise
  'doubt.ok', // the doubt was cleared: good, then we go on
  // What bars the way
  'under-age', // not of age, or asking for a child: made for adults; who helps; nothing goes on
  'driving', // at the wheel: nothing is pressed now, and the place waits
  'dulled', // drink, or a medicine that dulls feeling: let go, another day
  'dulled.at-rest', // the same where nothing is going on
  // Limits
  'limit.sessions', // two sessions in 24 hours are enough; when again: {sessionsAgainAt}
  'limit.resting', // sore or bruised: rest until {restUntil}
  'rest.sore-again', // the second time within two weeks: the same, and somebody who can look at it
  'rest.sore', // sore or bruised from last time: no pressing for 48 hours, then lighter and shorter
  'skin-and-pressure', // said once before the first press: how pressing should feel, when to stop
  // Rating and side
  'rating.thanks',
  'rating.which', // told how it feels, without a number for now
  'severe.no', // strong, but bearable: then gently, and stop if it gets worse
  'side.middle', // between the blades: beside the bone, never on it; one side at a time
  'side.both',
  'side.spine', // right on the spine bone: no pressing there; have it looked at; is there a knot beside it?
  'side.elsewhere', // another part of the body: what it can and cannot do
  // The pressure test
  'pressure.unsure', // not sure: what to feel for; once more
  'pressure.still-unsure', // still not sure: the search is gentle and right for both kinds
  'report.found', // the fingers are on the spot: now tell what it does; the open question follows
  'report.under-way', // the pressing goes on or is done: now tell what came of it; the open question follows
  'report.sharp', // it stings or burns: let go at once
  'pressure.lighter', // hurts too much: half the pressure
  'pressure.cannot-reach', // another way: ball and wall
  'pressure.given-up', // cannot be reached at all: noted for the therapist; the search needs no reaching there
  // An ordinary contraction
  'contracting.is', // it relaxes: according to this method an ordinary contraction of a muscle in use
  'contracting.once-more',
  'contracting.lighter',
  'contracting.other-way',
  'contracting.eased', // good; put down what keeps it working: the bag, the hiked shoulder
  'contracting.not-eased', // it did not ease: perhaps the other kind; the search may suit it better
  // An overstretched muscle
  'overstretched.is', // it stays hard: this method's answer; leave the knot itself alone
  'overstretched.unsure',
  'not-now', // not now: fine, how to come back
  // The search
  'search.begins', // six places, one at a time, stop whenever
  'search.left-out', // {leftOut} is left out because of what was said before, one line
  'care.left-out', // then we leave it out and remember it
  'search.unsure', // cannot tell: what tight and tender feel like, compare with the other side
  'search.tender', // found one: good
  'search.nothing', // nothing there: a normal answer
  'search.moved-on-unsure', // still cannot tell: count it as nothing, move on
  'search.lighter', // too sore to press: lighter, flat hand
  'search.skin', // a mole, a bruise, a pulse: that spot is left alone; another one nearby?
  'pressure.skin', // the same on the knot itself: it is left alone, the places around it need no pressing there
  'search.too-sore', // still too sore: leave this place today
  'search.not-reached', // noted for the therapist
  'search.skipped',
  'search.no-other-way', // cannot reach, and no ball is safe here: leave it, noted for the therapist
  'hold.eased',
  'hold.not-eased-once', // give it one more slow hold, a little lighter
  'hold.not-eased', // fine: leave it for today, it may need more than one day
  'hold.lighter',
  'hold.too-sore', // leave this spot
  'hold.worse', // it hurts more than before: hands off, then once more half as hard, if it calms down
  'retest.better',
  'retest.same',
  'retest.gone', // the knot has let go: stop here, also early
  'retest.worse', // worse: stop for today
  'retest.sore', // no better and no worse, and sore all over from pressing: enough for today
  'retest.rated',
  'retest.nothing-felt', // nothing is felt: is it gone, or has nothing changed?
  'retest.look-first', // on to the next place, without a look at the knot
  'pause.stop',
  'all-searched', // all six are done
  'neck.left',
  // Something feels wrong
  'wrong.faded', // it faded: leave that place out today
  'wrong.stays', // it stays: no pressing; see get-help
  'wrong.nothing', // it is fine now: go on gently
  'wrong.sore', // just too sore: lighter
  // The end of a session
  'outcome.gone',
  'outcome.better',
  'outcome.same',
  'outcome.worse',
  'outcome.which', // "fine": gone, better, the same or worse?
  'outcome.rated', // a number only: {rating}, before {ratingBefore}
  'found.some', // tender places: {tender}; what seemed to help: {helped}
  'found.nothing', // no tender place was found
  'keep.overstretched', // how to keep it from coming back: the long reach, the slump
  'keep.contracting', // the bag, the hiked shoulder
  'after-session', // worse or something new: stop and get help
  'stopped', // "stop" in a session: that is fine; how to come back
  'stopped.nothing', // "stop" with nothing going on and no check-ins
  'card', // the therapist card, stands alone: work these {tender}, not the knot itself; not reached {notReached}
  'card.empty', // no findings yet: what to tell a therapist in general
  // Timers
  'timer.started.pressure', // the whole hold before it starts, with its end: about {seconds} seconds, slow breaths, let go even if I am quiet
  'timer.started.hold',
  'timer.stopped', // an answer or a command stopped the running timer
  'timer.over', // stands alone: time, let go
  'timer.over-late', // the end was missed: have you let go?
  'timer.running', // asked to start one while one is running
  'timer.none', // asked to stop one, or to start one where there is no hold
  // Moving about
  'back.done', // back at the question before
  'back.safety', // a safety answer is not undone but asked again in full
  'back.nowhere', // nothing to go back to
  'correction', // "sorry, I meant …": then I take that instead
  'skip.not-here', // this one cannot be skipped
  'skip.after-going-on', // a place can, once they have gone on
  'restarted',
  'later', // no rush; come back with any word
  'returned', // after a break: we were at {where}
  'returned.go-on',
  'moved-by-release', // the conversation was changed by an update: starting again at the nearest sensible point
  // Not understood
  'not-understood.first', // said differently: I did not catch that
  'not-understood.second', // as choices: pick one of these, or type it
  'not-understood.third', // as a menu: answer, ask, back, stop
  'sign-unclear', // a sign such as 😖 that fits no answer here: by number, or in words
  'scolded', // the bot was scolded
  'outside', // about something else altogether: only upper-back knots
  'foreign', // a language that is not spoken: English only, for now no other; says it plainly
  'wordless', // a picture, a file or a voice message: only words can be read
  'too-late.answered', // an old button: that step is answered already
  'too-late.older', // an old button from an earlier step: here is where we are
  'foreign-press', // a button that is not known (any more)
  'edited', // an earlier message was edited that is no longer the last answer
  'nothing-to-answer', // a yes, a number or a region with no question open
  // Check-ins
  'check-in.declined',
  'check-in.set', // confirmed with the next three dates {dates} in local time, zone {zone}
  'check-in.changed-once', // one day alone has another time; the series stays
  'check-in.once-set', // no series: one check-in, {onceAt}
  'check-in.once-morning', // the same, moved out of the night
  'check-in.once-soon', // the same where the zone is not known, in {onceIn} minutes
  'check-in.once-replaced', // only one of those is kept
  'check-in.once-shown', // the one that stands beside a series or without one
  'check-in.once-off', // the one is called off
  'check-in.hello-once', // what it starts with
  'check-in.shown', // when: {schedule}; next: {dates}
  'check-in.shown-paused', // paused until {pausedUntil}
  'check-in.none', // there is none
  'check-in.after-this', // a question about safety is open, and setting one would ask another
  'check-in.stopped',
  'check-in.paused', // until {pausedUntil}; resumes by itself
  'check-in.pause-until-when', // a pause needs an end: how long? (one week is taken if nothing is said)
  'check-in.left-out', // a pause that begins later: left out from {leftOutFrom} to {leftOutTo}; then {dates}
  'check-in.left-out-stays',
  'check-in.pause-stays',
  'check-in.one-a-day', // only one time a day can be kept
  'check-in.put-back',
  'check-in.resumed',
  'check-in.snoozed-morning', // that moment lies in the night: once more in the morning, {snoozeAt}
  'check-in.snoozed', // once more at {snoozeAt}; the others stay
  'check-in.skipped', // the one at {changedAt} is left out; then {dates}
  'check-in.skip-none', // none falls on the day that was to be left out
  'check-in.time-unclear', // a time was asked and none was found: an example
  'check-in.zone-unclear',
  'check-in.pause-over', // the first one after a pause
  'check-in.last', // how it was the last time, after the hello
  'check-in.zone-offset', // "UTC+2" says nothing of summer time: a city instead
  'check-in.hello', // what a due check-in starts with; how to stop it
  'check-in.gone',
  'check-in.better',
  'check-in.same',
  'check-in.worse',
  'check-in.worse-again', // worse twice running: stop pressing, suggest a professional
  'check-in.unsure', // hard to tell today
  'check-in.best-guess', // the same for the first time: a guess is enough, or later
  'check-in.missed', // one was waited for that did not come: when they stay away
  'check-in.excused', // the person is sorry to have left one unanswered
  'check-in.knot-only', // a wish to be reminded of something else
  'check-in.news-beside', // how the knot is, where a time was asked for
  'check-in.risen', // numbers well above the first one twice running: stop pressing, suggest a professional
  'check-in.rated',
  'check-in.no-session', // no better in 14 days was said already: no session is offered
  'check-in.no-better', // no better in 14 days: suggest a professional
  'check-in.week', // no better in 7 days: said plainly; the safety questions anew, {untried}, a professional
  'check-in.six-weeks', // six weeks in all: a professional, even when it is mild
  'check-in.back-again', // gone and back three times in six weeks: a professional
  'check-in.soft', // unanswered twice: one soft line, then silence
  'check-in.retired-for-now', // asks once more in two weeks
  'check-in.kept', // keeps the check-ins
  'zone.moved', // the hour stays, by the new clock
  'zone.noted', // a zone was said and no check-ins are set
  'zone.kept', // the check-ins stay in the zone they are in
  'session.not-now',
  'progress.none',
  'progress', // what the ratings did: {trend}; which regions helped: {helped}
  // What each person owns
  'data.shown', // everything that is kept, in words: {data}
  'data.nothing',
  'data.export', // {data} as text to copy
  'data.deleted', // all removed, the schedule too
  'data.kept', // nothing was deleted
  'data.in-part', // a part alone was to be deleted
  'language.only', // asked for {language}: honestly which it speaks
  'language.already',
  // Groups
  'group.answer', // in a group or channel: neutral, nothing about a body; the way to a private chat
  'group.urgent', // somebody may be in danger: {number}, and nothing about a body
  'group.knots', // what a knot is, in general
  'group.about-me', // who and what it is
  'group.no-reminders',
  // Trouble
  'too-fast', // sends faster than a person can: what comes is not read for now; stands alone
  'not-kept', // the database is down: the message was not kept; please send it again later
] as const;

export type SayingId = (typeof SAYINGS)[number];

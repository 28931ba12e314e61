import { effect, say } from '../effect.ts';
import { NEW_SESSION } from '../session.ts';
import { checkInOffer, closing, outcome } from './ending.ts';
import { knot } from './knot.ts';
import { screening } from './screening.ts';
import { search } from './search.ts';
import { main } from './setup.ts';
import { START, START_AFTER_CHECK_IN, START_OVER, START_SCREENED, screenAnew } from './start.ts';

const CONSENTED = [
  { guard: 'thumb', actions: [say('screen.thumb')] },
  // The lists came first where a warning sign was named before anything else.
  { guard: 'justScreened', target: '#knot.rating', actions: [effect({ type: 'consent' }), say('consent.accepted')] },
  { target: '#screening.emergency', actions: [effect({ type: 'consent' }), say('consent.accepted')] },
] as const;

const WHILE_LOCKED = [{ guard: 'locked', actions: [say('locked.still')] }, ...screenAnew('locked.over')] as const;

/**
 * The main dialog: from "why won't my knot relax?" through the questions about safety, the pressure test and the
 * right one of two ways, to how it is now. What works in every place (questions, help, back, repeat …) is not here
 * but in `everywhere.ts`; what comes on top and goes away again is in `asides/`.
 */
export const mainMachine = main.createMachine({
  id: 'main',
  initial: 'home',
  context: NEW_SESSION,
  on: {
    restart: START_OVER,
    stop: { target: '#home', actions: [say('stopped')] },
    'session.start': START_AFTER_CHECK_IN,
    'session.start-screened': START_SCREENED,
    'screen.start': screenAnew('screen.something-new'),
    'wrong.leave': { target: '#home' },
    'red-flag': { target: '#getHelp' },
  },
  states: {
    home: {
      id: 'home',
      meta: { asks: 'home' },
      on: {
        'relief.start': START,
        yes: START,
        'go-on': START,
        no: { actions: [say('not-now')] },
        stop: { actions: [say('stopped.nothing')] },
      },
    },
    consent: {
      id: 'consent',
      meta: { asks: 'consent' },
      on: {
        yes: CONSENTED,
        'go-on': CONSENTED,
        more: { actions: [say('consent.details')] },
        no: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          { target: 'home', actions: [say('consent.declined')] },
        ],
        unsure: { actions: [say('consent.details')] },
      },
    },
    screening,
    knot,
    search,
    outcome,
    closing,
    checkInOffer,
    /** A warning sign was named. Nothing that presses is reachable from here but through the whole screen. */
    getHelp: {
      id: 'getHelp',
      meta: { asks: 'get-help' },
      on: {
        mistake: screenAnew('screen.again'),
        'doctor-knows': screenAnew('screen.doctor-knows'),
        // "No, I have none of that" takes the sign back, and the whole list is asked again; a lone "no" says too little.
        no: [{ guard: 'thin', actions: [say('locked.unsure')] }, ...screenAnew('screen.again')],
        unsure: { actions: [say('locked.unsure')] },
        yes: WHILE_LOCKED,
        'relief.start': WHILE_LOCKED,
        'go-on': WHILE_LOCKED,
        restart: WHILE_LOCKED,
        // Leaving the conversation does not leave the lock.
        stop: { actions: [say('goodbye')] },
      },
    },
  },
});

import { effect, say } from '../effect.ts';
import { main } from './setup.ts';

/**
 * May this person press at all? Two lists of signs, never shortened; or one question for who passed both lately.
 * There are three results only: carry on, leave out areas (asked later, where it matters), get advice first.
 */
export const screening = main.createStateConfig({
  id: 'screening',
  initial: 'emergency',
  states: {
    emergency: {
      id: 'screening.emergency',
      meta: { asks: 'safety-emergency' },
      on: {
        yes: [
          { guard: 'thin', actions: [say('screen.bare')] },
          { target: '#getHelp', actions: [effect({ type: 'lock', reason: 'emergency' }), say('get-help.emergency')] },
        ],
        unsure: { target: '#getHelp', actions: [effect({ type: 'lock', reason: 'unsure' }), say('get-help.unsure')] },
        no: [{ guard: 'thumb', actions: [say('screen.thumb')] }, { target: 'doctor' }],
      },
    },
    doctor: {
      id: 'screening.doctor',
      meta: { asks: 'safety-doctor' },
      on: {
        yes: [
          { guard: 'thin', actions: [say('screen.bare')] },
          { target: '#getHelp', actions: [effect({ type: 'lock', reason: 'doctor' }), say('get-help.doctor')] },
        ],
        unsure: { target: '#getHelp', actions: [effect({ type: 'lock', reason: 'doctor' }), say('get-help.doctor')] },
        no: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          // A warning sign may have been named before anything else was said.
          { guard: 'noConsent', target: '#consent', actions: [effect({ type: 'screen-clean' }), say('screen.clean')] },
          // The lists are not only asked for by who may begin.
          { guard: 'resting', target: '#home', actions: [effect({ type: 'screen-clean' }), say('limit.resting')] },
          {
            guard: 'noneLeftToday',
            target: '#home',
            actions: [effect({ type: 'screen-clean' }), say('limit.sessions')],
          },
          {
            guard: 'begunBefore',
            target: '#knot.rating',
            actions: [effect({ type: 'screen-clean' }), say('screen.clean-afresh')],
          },
          { target: '#knot.rating', actions: [effect({ type: 'screen-clean' }), say('screen.clean')] },
        ],
      },
    },
    new: {
      id: 'screening.new',
      meta: { asks: 'anything-new' },
      on: {
        yes: [
          { guard: 'thin', actions: [say('screen.bare')] },
          { target: 'emergency', actions: [effect({ type: 'screen-anew' }), say('screen.something-new')] },
        ],
        unsure: { target: 'emergency', actions: [effect({ type: 'screen-anew' }), say('screen.something-new')] },
        sore: { target: '#home', actions: [effect({ type: 'rest', by: 'soreness' })] },
        no: [
          { guard: 'thumb', actions: [say('screen.thumb')] },
          { target: '#knot.rating', actions: [say('screen.clean')] },
        ],
      },
    },
  },
});

import { checkInMachine } from './asides/checkIn.ts';
import { checkInsMachine } from './asides/checkIns.ts';
import { confirmDeleteMachine } from './asides/confirmDelete.ts';
import { didYouMeanMachine } from './asides/didYouMean.ts';
import { doubtMachine } from './asides/doubt.ts';
import { returnMachine } from './asides/return.ts';
import { scheduleMachine } from './asides/schedule.ts';
import { wrongMachine } from './asides/wrong.ts';
import { zoneChangeMachine } from './asides/zoneChange.ts';

/**
 * What is pushed on top of a place and popped when done, so that the person is back where they were.
 * An aside is over when its machine reaches a final state.
 */
export const ASIDES = {
  schedule: scheduleMachine,
  'check-in': checkInMachine,
  'check-ins': checkInsMachine,
  'zone-change': zoneChangeMachine,
  doubt: doubtMachine,
  'did-you-mean': didYouMeanMachine,
  'confirm-delete': confirmDeleteMachine,
  return: returnMachine,
  wrong: wrongMachine,
} as const;

export type AsideName =
  | 'schedule'
  | 'check-in'
  | 'check-ins'
  | 'zone-change'
  | 'doubt'
  | 'did-you-mean'
  | 'confirm-delete'
  | 'return'
  | 'wrong';

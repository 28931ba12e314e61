import type { Message } from '../message.ts';
import { at, isObject } from './json.ts';

/** What our buttons carry: which answer, and which asking of a question it belongs to. */
export interface Press {
  choice: string;
  step: number;
  /** Buttons of releases before there was one have none. */
  nonce?: string;
}

/** Data as deep as this was seen: an invoke wraps it in `action.data`, some clients in one more object. */
const DEPTH_MAX = 4;
const CHOICE = /^[\w.-]{1,100}$/;
const NONCE = /^\d{6,12}$/;

/** The data of an `Action.Submit`. Flat, because the Agents Playground trips over a nested `msteams`. */
export function pressData(choice: string, { step, nonce }: Asking): { unknot: string; step: number; nonce?: string } {
  return { unknot: choice, step, ...(nonce !== undefined && { nonce }) };
}

/**
 * The same in one string, for Slack, where a button's value is text. A replica of a release before there were nonces
 * reads it, too: it takes the nonce for the number that keeps action ids apart.
 */
export function pressText(choice: string, { step, nonce }: Asking): string {
  return `unknot:${choice}:${step}${nonce === undefined ? '' : `#${nonce}`}`;
}

type Asking = Pick<Message, 'step' | 'nonce'>;

/**
 * Finds our data in whatever a client made of it: the object, a JSON text of it, the text form, any of them nested.
 * Undefined when the button was not ours.
 */
export function readPress(value: unknown, depth = 0): Press | undefined {
  if (depth > DEPTH_MAX) return undefined;
  if (typeof value === 'string') return readPressText(value, depth);
  if (!isObject(value)) return undefined;
  const choice = at(value, 'unknot');
  if (typeof choice === 'string') return press(choice, at(value, 'step'), at(value, 'nonce'));
  for (const inner of Object.values(value).slice(0, 20)) {
    const found = readPress(inner, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function readPressText(text: string, depth: number): Press | undefined {
  // The index at the end keeps Slack's action ids apart.
  const parts = /^unknot:([^:]+):(\d+)(?:#(\d{6,12}))?(?:#\d{1,2})?$/.exec(text.trim());
  if (parts) return press(parts[1], parts[2], parts[3]);
  if (text.length > 4_000 || !text.trimStart().startsWith('{')) return undefined;
  try {
    return readPress(JSON.parse(text), depth + 1);
  } catch {
    return undefined; // Words that begin with a brace are not a broken button.
  }
}

function press(choice: unknown, step: unknown, nonce: unknown): Press | undefined {
  const number = typeof step === 'string' && step.trim() !== '' ? Number(step) : step;
  if (typeof choice !== 'string' || !CHOICE.test(choice)) return undefined;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) return undefined;
  return { choice, step: number, ...(NONCE.test(String(nonce)) && { nonce: String(nonce) }) };
}

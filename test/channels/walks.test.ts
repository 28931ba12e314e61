import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type ChatApp, type SlackPressing, slackApp, teamsApp, webChatApp } from '../support/chatApps.ts';
import { ServedBot } from '../support/servedBot.ts';
import { missing, walk } from '../support/walk.ts';
import { WALKERS } from '../support/walkers.ts';

/** Whole sessions over HTTP, from the first word to the last, as each channel tells and shows them. */

// The words and what understands them are read once, which takes seconds on a busy machine.
jest.setTimeout(60_000);

let bot: ServedBot;
beforeAll(async () => {
  bot = await ServedBot.start();
});
afterAll(() => bot[Symbol.asyncDispose]());

type Name = keyof typeof WALKERS;
const NAMES = Object.keys(WALKERS) as Name[];

async function getsThere(name: Name, app: ChatApp, answers: 'pressed' | 'typed'): Promise<void> {
  expect(missing(await walk(bot, app, WALKERS[name], answers), WALKERS[name])).toEqual([]);
}

describe('on Slack', () => {
  const pressings = (['Payload', 'payload', 'SlackMessage'] as const).flatMap((under) =>
    [true, false].map((text): SlackPressing => ({ under, text })),
  );
  // Each spelling of a press for the short way, and one for each of the long ways.
  const pressed = [
    ...pressings.map((pressing) => ['margaret', pressing] as const),
    ...NAMES.slice(1).map((name, at) => [name, pressings[at] as SlackPressing] as const),
  ];

  it.each(NAMES)('%s gets there by typing alone', (name) => getsThere(name, slackApp(`${name}types`), 'typed'));

  it.each(
    pressed.map(([name, pressing]) => [name, pressing.under, pressing.text ? 'with' : 'without', pressing] as const),
  )('%s gets there by pressing, told in %s %s text', (name, _under, _withText, pressing) =>
    getsThere(name, slackApp(`${name}${pressings.indexOf(pressing)}`, pressing), 'pressed'),
  );
});

describe('on Teams', () => {
  it.each(NAMES)('%s gets there by pressing', (name) => getsThere(name, teamsApp(name), 'pressed'));
});

describe('in Web Chat', () => {
  it.each(NAMES)('%s gets there by pressing, which says what is on the button', (name) =>
    getsThere(name, webChatApp(name), 'pressed'),
  );
});

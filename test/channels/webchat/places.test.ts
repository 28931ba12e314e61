import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Message, plainText } from '../../../src/message.ts';
import { loadModel } from '../../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../../src/understanding/lexicon.ts';
import { createUnderstand } from '../../../src/understanding/understand.ts';
import { Talk } from '../../support/talk.ts';

/** The places of the body on the page: each is drawn, and what a tap on it says is understood as it is meant. */
const ROOT = join(import.meta.dirname, '../../..');
const html = readFileSync(join(ROOT, 'src/channels/webchat/page/page.html'), 'utf8');
const drawing = readFileSync(join(ROOT, 'content/pictures/body.svg'), 'utf8');
const PLACES = new Map(
  [...html.matchAll(/data-place="([^"]+)" data-say="([^"]+)"/g)].map(([, place, say]) => [
    place as string,
    say as string,
  ]),
);
const understand = createUnderstand(loadLexicon(), loadModel());
const meant = (place: string) => understand(PLACES.get(place) as string, 'nothing');

it('every place of the drawing can be tapped, and no other', () => {
  const drawn = [...drawing.slice(drawing.indexOf('id="regions"')).matchAll(/<g id="([^"]+)">/g)].map(([, id]) => id);
  expect([...PLACES.keys()].sort()).toEqual(drawn.sort());
});

describe('a tap on the upper back begins', () => {
  it.each([
    ['back-left-blade', 'left'],
    ['back-right-blade', 'right'],
    ['back-left-shoulder-top', 'left'],
    ['back-right-shoulder-top', 'right'],
    ['back-middle', 'middle'],
  ])('%s: the side is %s', (place, side) => {
    expect(meant(place)).toMatchObject({ intent: 'relief.start', slots: { side } });
    expect(meant(place)).not.toHaveProperty('doubt');
  });
});

describe('a tap elsewhere is told what this is for', () => {
  it.each([
    ['back-low', 'ask.elsewhere'],
    ['elsewhere-arm-left', 'ask.elsewhere'],
    ['elsewhere-arm-right', 'ask.elsewhere'],
    ['neck', 'ask.neck'],
  ])('%s: %s', (place, intent) => {
    expect(meant(place)).toMatchObject({ intent });
    expect(meant(place)).not.toHaveProperty('doubt');
  });
});

it.each(['back-low', 'elsewhere-arm-right'])('whoever taps %s is told where to go with it', async (place) => {
  const talk = await Talk.begin('webchat');
  const [message] = await talk.say(PLACES.get(place) as string);
  expect(plainText(message as Message)).toMatch(/upper back.*physiotherapist/s);
  await talk.end();
});

it.each(['front-left-chest', 'front-right-chest'])(
  'a tap on %s is asked about, or stopped for, and nothing else',
  (place) => {
    const { doubt, slots } = meant(place);
    expect(doubt ?? slots.kind).toBe('chest');
  },
);

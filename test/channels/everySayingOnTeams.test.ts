import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { renderTeams } from '../../src/channels/renderTeams.ts';
import { showPicture } from '../../src/channels/showPicture.ts';
import { plainText } from '../../src/message.ts';
import { loadContent } from '../../src/phrasing/content.ts';
import { everySaying } from '../support/everySaying.ts';

const EVERYTHING = everySaying(loadContent(join(import.meta.dirname, '../../content/en'))).map((spoken) => {
  const { message } = spoken;
  const activity = renderTeams(
    message,
    showPicture(message, (shown) => `https://unknot.example.com/${'token' in shown ? shown.token : shown.name}.png`),
  );
  return { ...spoken, activity, card: activity.attachments[0]?.content };
});

/** The names of those for which something holds: none, where all is well. */
const those = (holds: (spoken: (typeof EVERYTHING)[number]) => boolean) =>
  EVERYTHING.filter(holds).map(({ name }) => name);

describe('everything that the bot can say, as a card on Teams', () => {
  it('is far below what Teams takes', () => {
    expect(those(({ activity }) => JSON.stringify(activity).length > 28_000)).toEqual([]);
  });

  it('has at most six buttons, the main one first', () => {
    expect(those(({ card }) => (card?.actions.length ?? 0) > 6)).toEqual([]);
    expect(those(({ card, message }) => card?.actions[0]?.title !== message.choices[0]?.label)).toEqual([]);
  });

  it('has words for a notification and for what shows no cards', () => {
    expect(those(({ activity }) => activity.summary.length < 5)).toEqual([]);
    expect(those(({ card, message }) => card?.fallbackText !== plainText(message))).toEqual([]);
  });
});

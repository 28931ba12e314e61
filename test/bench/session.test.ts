import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { BotUnderTest } from '../../bench/botUnderTest.ts';
import { Channel } from '../../bench/channel.ts';
import { STEPS, session } from '../../bench/session.ts';
import { buttonsOf } from '../support/cardButtons.ts';

it('takes the measured person the way that the steps name: every button to press is on the card before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-session-'));
  await using after = new AsyncDisposableStack();
  after.defer(() => rm(folder, { recursive: true, force: true }));
  const channel = after.use(await Channel.open());
  const bot = after.use(await BotUnderTest.start('unknot', { DATABASE_PATH: join(folder, 'unknot.db') }));

  const replies = await session(channel, bot.url, 'ann');

  expect(replies).toHaveLength(STEPS.length);
  for (const [at, step] of STEPS.entries()) {
    if (!('press' in step)) continue;
    const titles = buttonsOf(replies[at - 1]?.attachments?.[0]?.content).map(({ title }) => title);
    expect(titles).toContain(step.press);
  }
}, 60_000);

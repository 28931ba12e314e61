import { expect, it } from '@jest/globals';
import { soak } from './soakRun.ts';
import { verdict } from './verdict.ts';

it('some seconds of the soak: people talk, the channel and the process come and go, and nothing is lost, doubled or wrong', async () => {
  const seen = await soak({
    ...{ database: 'sqlite', lastsMs: 5_000, talkers: 6, checkedIn: 0, thinkMs: 150, calmMs: 2_000, seed: 3 },
    faults: ['a replica is restarted'],
    channelFaults: [
      ['throttles', 0.03],
      ['refuses', 0.03],
      ['fails-after-taking', 0.03],
      ['resets', 0.03],
    ],
    holds: false,
  });
  const { wrong } = verdict(seen);
  expect(wrong).toEqual([]);
  expect(seen.tally.kept).toBeGreaterThan(20);
  expect(seen.faults.length).toBeGreaterThan(0);
  expect(seen.reactions.size).toBeGreaterThan(2);
}, 180_000);

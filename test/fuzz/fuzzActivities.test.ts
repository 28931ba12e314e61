import { expect, it } from '@jest/globals';
import { fuzzActivities } from './fuzzActivities.ts';

it('five hundred activities, whole and spoiled: nothing fails, nothing is repeated, and who wrote is answered', async () => {
  const { wrong, statuses, wrote } = await fuzzActivities({ count: 500, seed: 20_261_127, databasePath: ':memory:' });
  expect(wrong).toEqual([]);
  expect(Object.keys(statuses)).toEqual(['200', '400']);
  expect(wrote).toBeGreaterThan(150);
}, 60_000);

import { expect, it } from '@jest/globals';
import { nonceOf } from '../../src/turn/nonce.ts';

it.each([
  [0, '100000000'],
  [0.5, '550000000'],
  [1 - Number.EPSILON / 2, '999999999'],
])('of %d is %s, which every channel can carry', (random, nonce) => {
  expect(nonceOf(random)).toBe(nonce);
});

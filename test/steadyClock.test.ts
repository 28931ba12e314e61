import { expect, it } from '@jest/globals';
import { steadyClock } from '../src/steadyClock.ts';

const HOUR = 3_600_000;

/** A machine whose clock can be set. */
function aMachine() {
  const machine = { wall: 1_000_000_000_000, passed: 0 };
  const clock = steadyClock(
    () => machine.wall,
    () => machine.passed,
  );
  const pass = (ms: number) => {
    machine.wall += ms;
    machine.passed += ms;
    return clock();
  };
  return { machine, clock, pass };
}

it('says what the machine says, to the millisecond', () => {
  const { machine, pass } = aMachine();
  for (const ms of [0, 1, 0.4, 250, HOUR]) expect(pass(ms)).toBe(Math.floor(machine.wall));
});

it('jumps forward with the machine', () => {
  const { machine, clock } = aMachine();
  clock();
  machine.wall += 24 * HOUR;
  expect(clock()).toBe(machine.wall);
});

it('goes on when the machine’s clock is set back, a tenth slower, until that one has caught up', () => {
  const { machine, clock, pass } = aMachine();
  const before = clock();
  machine.wall -= HOUR;
  expect(clock()).toBe(before);
  expect(pass(20_000)).toBe(before + 18_000);
  // Looking more often makes it no slower.
  for (let looks = 0; looks < 100; looks++) pass(10);
  expect(clock()).toBe(before + 18_900);
  expect(pass(10 * HOUR)).toBe(machine.wall);
  expect(pass(1_000)).toBe(machine.wall);
});

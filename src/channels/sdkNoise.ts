import { AsyncLocalStorage } from 'node:async_hooks';

const insideSdk = new AsyncLocalStorage<true>();
let wrapped = false;

/**
 * Runs a part of the SDK that prints to the console on its own: for a forged token the stack and a key in PEM, which
 * anybody may cause as often as they like. What it throws still comes through, and is logged by whoever called.
 */
export function withoutSdkNoise<T>(run: () => Promise<T>): Promise<T> {
  if (!wrapped) {
    wrapped = true;
    const print = console.error;
    // Only inside `run`: what anybody else prints at the same moment is left alone.
    console.error = (...words: unknown[]) => {
      if (!insideSdk.getStore()) print(...words);
    };
  }
  return insideSdk.run(true, run);
}

/** So long something that other processes do is waited for, on a machine that may be busy. */
const LONGEST_MS = 60_000;

/** Resolves when it is so; rejects, naming what was waited for, when that never comes. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const latest = Date.now() + LONGEST_MS;
  while (!(await isSo())) {
    if (Date.now() > latest) throw new Error(`Waited a minute in vain for ${what}.`);
    await new Promise((resume) => setTimeout(resume, 5));
  }
}

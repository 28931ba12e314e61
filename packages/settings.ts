/** Settings that a package cannot be made without, or that cannot be right. The message lists all of them. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
}

/** Reads settings from the environment and notes what is wrong with them, so that all of it is told at once. */
export class Settings {
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #problems: string[] = [];

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#env = env;
  }

  /** The setting, or undefined. An empty line in .env means the same as no line. */
  optional(name: string): string | undefined {
    return this.#env[name]?.trim() || undefined;
  }

  /** The setting when it is there and `isRight`; else what is missing is noted, with `because`. */
  needed(name: string, isRight: (text: string) => boolean, because: string): string {
    const text = this.optional(name);
    if (text !== undefined && isRight(text)) return text;
    this.#problems.push(`${name} is ${text === undefined ? 'not set' : `'${text}'`}: ${because}`);
    return '';
  }

  /** Throws a `PackageError` when anything was noted. */
  done(): void {
    if (this.#problems.length === 0) return;
    throw new PackageError(
      `The package cannot be made with these settings:\n${this.#problems.map((problem) => `- ${problem}`).join('\n')}\nThey are explained in .env.example.`,
    );
  }
}

export const isGuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
export const isHttps = (text: string): boolean => URL.parse(text)?.protocol === 'https:';

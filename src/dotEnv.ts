import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';

/** Puts the settings of the `.env` file, if there is one, beside those of the environment, which win. */
export function loadDotEnv(file = '.env'): void {
  if (existsSync(file)) loadEnvFile(file);
}

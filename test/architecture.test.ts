import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/**
 * Who may import whom. Arrows point to `dialogs/`; only `src/channels` knows the Bot Framework, only `src/server`
 * knows restify, and the store knows no machine. Parts in the order of a turn; `main`, `bot` and `talk` build it all.
 */
const MAY_IMPORT: Record<string, { parts: string[]; packages: string[] }> = {
  dialogs: { parts: [], packages: ['xstate'] },
  'src/message': { parts: ['src/address'], packages: [] },
  'src/address': { parts: [], packages: [] },
  'src/heard': { parts: ['src/address', 'src/message'], packages: [] },
  'src/pictures': { parts: ['src/message'], packages: ['node:'] },
  'src/after': { parts: [], packages: [] },
  'src/bucket': { parts: [], packages: [] },
  'src/latest': { parts: [], packages: [] },
  'src/fault': { parts: [], packages: [] },
  'src/steadyClock': { parts: [], packages: [] },
  'src/telemetry': { parts: ['src/address'], packages: [] },
  'src/operations': { parts: ['src/telemetry', 'src/log'], packages: ['prom-client', '@opentelemetry/', 'node:'] },
  'src/log': { parts: [], packages: ['pino', 'node:'] },
  'src/config': { parts: [], packages: ['zod'] },
  'src/dotEnv': { parts: [], packages: ['node:'] },
  'src/kept': { parts: [], packages: ['node:'] },
  'src/understanding': { parts: ['dialogs', 'src/kept'], packages: ['@microsoft/recognizers-text', 'yaml', 'node:'] },
  'src/phrasing': {
    parts: [
      'dialogs',
      'src/kept',
      'src/message',
      'src/turn/course',
      'src/turn/facts',
      'src/turn/utterance',
      'src/turn/person',
      'src/check-ins',
    ],
    packages: ['yaml', 'node:'],
  },
  'src/charts': {
    parts: ['src/address', 'src/message', 'src/phrasing', 'src/store/store', 'src/turn'],
    packages: ['@resvg/resvg-js', 'node:'],
  },
  'src/check-ins': {
    parts: ['dialogs', 'src/address', 'src/after', 'src/fault', 'src/store/store', 'src/log'],
    packages: ['node:'],
  },
  'src/turn': {
    parts: [
      'dialogs',
      'src/understanding',
      'src/phrasing',
      'src/check-ins',
      'src/store/store',
      'src/message',
      'src/address',
      'src/heard',
      'src/bucket',
      'src/latest',
      'src/log',
      'src/telemetry',
    ],
    packages: ['zod'],
  },
  'src/store': { parts: ['src/address', 'src/after'], packages: ['kysely', 'pg', 'node:'] },
  'src/delivery': {
    parts: [
      'src/store/store',
      'src/message',
      'src/address',
      'src/after',
      'src/fault',
      'src/latest',
      'src/log',
      'src/telemetry',
    ],
    packages: [],
  },
  'src/channels': {
    parts: [
      'src/message',
      'src/pictures',
      'src/address',
      'src/heard',
      'src/after',
      'src/bucket',
      'src/fault',
      'src/latest',
      'src/delivery/connector',
    ],
    packages: ['botbuilder', 'botframework-', 'ws', 'node:'],
  },
  'src/server': { parts: ['src/fault'], packages: ['restify', 'pino', 'node:'] },
};
const BUILDERS = ['src/main', 'src/bot', 'src/talk', 'src/firstStart'];

const ROOT = join(import.meta.dirname, '..');

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

const IMPORT = /^(?:import|export)\s[^;']*?\sfrom '([^']+)'|import\('([^']+)'\)|^import '([^']+)'/gm;

function importsOf(file: string): string[] {
  return [...readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)].map(
    ([, from, dynamic, bare]) => (from ?? dynamic ?? bare) as string,
  );
}

const partOf = (file: string) =>
  Object.keys(MAY_IMPORT).find((part) => file === `${part}.ts` || file.startsWith(`${part}/`));

describe('the import rules', () => {
  const files = [...sources('dialogs'), ...sources('src')].filter(
    (file) => !BUILDERS.includes(file.replace(/\.ts$/, '')),
  );

  it.each(files)('%s', (file) => {
    const part = partOf(file);
    const { parts, packages } = MAY_IMPORT[part ?? ''] ?? { parts: ['(the file belongs to no part)'], packages: [] };
    const forbidden = importsOf(file).filter((from) => {
      if (!from.startsWith('.')) return !packages.some((name) => from === name || from.startsWith(name));
      const target = relative(ROOT, resolve(ROOT, dirname(file), from));
      if (part && (target.startsWith(`${part}/`) || target === `${part}.ts`)) return false;
      return !parts.some((allowed) => target === `${allowed}.ts` || target.startsWith(`${allowed}/`));
    });
    expect(forbidden).toEqual([]);
  });
});

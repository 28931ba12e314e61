import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');

it('the image holds every file that the bot needs to start, and its health check passes', async () => {
  const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(\S+) \S+$/gm)].map(([, path]) => path as string);
  const image = mkdtempSync(join(tmpdir(), 'unknot-image-'));
  await using after = new AsyncDisposableStack();
  after.defer(() => rmSync(image, { recursive: true, force: true }));
  for (const path of copied) cpSync(join(ROOT, path), join(image, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(image, 'node_modules'));

  const first = /^RUN node (\S+)$/m.exec(dockerfile)?.[1] as string;
  const env = { NODE_COMPILE_CACHE: join(image, 'compiled') };
  const built = spawn(process.execPath, [first], { cwd: image, env, stdio: 'inherit' });
  expect(await once(built, 'exit')).toEqual([0, null]);
  expect(readdirSync(join(image, 'compiled'))).not.toEqual([]);

  const [program, ...words] = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
  expect(program).toBe('node');
  const bot = spawn(process.execPath, words, {
    cwd: image,
    env: {
      ...env,
      PORT: '0',
      NODE_ENV: 'production',
      DATABASE_PATH: join(image, 'unknot.db'),
      MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: '11111111-2222-4333-8444-555555555555',
      MicrosoftAppPassword: 'none',
      PUBLIC_URL: 'https://unknot.example.com',
      LINK_SECRET: 'a secret of thirty-two characters',
      DIRECT_LINE_SECRET: 'none',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  after.defer(async () => {
    const ended = once(bot, 'exit');
    bot.kill('SIGKILL');
    await ended;
  });
  const lines = createInterface(bot.stdout);
  const [line] = (await once(lines, 'line')) as [string];
  lines.close();
  const port = /:(\d+)$/.exec(line)?.[1] as string;

  // The web chat and all that it loads.
  const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  const parts = [...page.matchAll(/(?:src|href)="(\/webchat\/[^"]+)"/g)].map(([, path]) => path as string);
  expect(parts.length).toBeGreaterThan(3);
  for (const part of parts) expect((await fetch(`http://127.0.0.1:${port}${part}`)).status).toBe(200);

  const [, ...check] = JSON.parse(/^ +CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
  const health = spawn(process.execPath, check, { env: { PORT: port }, stdio: 'inherit' });
  expect(await once(health, 'exit')).toEqual([0, null]);
}, 120_000);

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { start } from '../../src/main.ts';
import { aTeamsMessage } from '../support/activities.ts';
import { aConnectorServer } from '../support/connectorServer.ts';

jest.setTimeout(180_000);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unknot-own-faults-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a turn that fails by a fault of the program is told to the person and to whoever runs it, and the next works', async () => {
  await using connector = await aConnectorServer();
  const written = new PassThrough();
  let faults = 1;
  const program = await start(readConfig({ PORT: '0', DATABASE_PATH: join(folder, 'unknot.db') }), {
    log: createLog('debug', written),
    passes: (point) => {
      if (point === 'turn.decided' && faults-- > 0) throw new RangeError('my back hurts');
    },
  });
  const say = async (id: string) => {
    const response = await fetch(`http://127.0.0.1:${program.port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(aTeamsMessage('help', { id, serviceUrl: connector.serviceUrl })),
    });
    return response.status;
  };
  expect(await say('1')).toBe(503);
  expect(JSON.stringify((await connector.request(0)).body)).toMatch(/could not keep|not kept/);
  expect(await say('1')).toBe(200);
  expect(JSON.stringify((await connector.request(1)).body)).toMatch(/work everywhere/);
  await program.stop();
  written.end();
  const lines = (await text(written)).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      msg: expect.stringMatching(/^A turn failed/),
      fault: 'RangeError',
      at: expect.any(Array),
    }),
  ]);
  expect(lines[0]).not.toContain('my back hurts');
});

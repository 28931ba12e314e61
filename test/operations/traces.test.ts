import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { Log } from '../../src/log.ts';
import { createTraces } from '../../src/operations/traces.ts';

// The exporter loads the rest of itself when it first hands something over.
jest.setTimeout(60_000);

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
}

const ID = '83d6d64e-7ca4-4a59-8579-505488490d24';
const AT = 1_795_737_504_461;

/** What a collector of OpenTelemetry gets, over HTTP. */
let spans: Span[];
let answer: number;
const collector = createServer(async (request, response) => {
  const { resourceSpans } = (await json(request)) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
  spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans).flatMap((scope) => scope.spans));
  response.writeHead(answer, { 'content-type': 'application/json' }).end('{}');
});

const said: string[] = [];
const log: Log = { info: () => {}, warn: (_, sentence) => said.push(sentence), error: () => {} };

beforeEach(async () => {
  spans = [];
  answer = 200;
  said.splice(0);
  await new Promise<void>((listening) => collector.listen(0, '127.0.0.1', listening));
});
afterEach(async () => {
  collector.closeAllConnections();
  await new Promise((closed) => collector.close(closed));
});

function traces() {
  const { port } = collector.address() as AddressInfo;
  const exporter = new OTLPTraceExporter({ url: `http://127.0.0.1:${port}/v1/traces` });
  return createTraces({ log, clock: () => AT, exporter, closeMs: 30_000 });
}

const TURN = {
  id: ID,
  channel: 'msteams',
  cause: 'words',
  outcome: 'saved',
  startedAt: AT,
  tookMs: 4,
  steps: [
    { name: 'read', tookMs: 1 },
    { name: 'commit', tookMs: 3 },
  ],
  conflicts: 0,
} as const;

describe('traces', () => {
  it('show a turn with its steps, and its deliveries under it though another process made them', async () => {
    const here = traces();
    here.telemetry.turn(TURN);
    await here.close();
    const elsewhere = traces();
    elsewhere.telemetry.delivery({
      row: `${ID}.1`,
      kind: 'reply',
      operation: 'send',
      channel: 'msteams',
      outcome: 'sent',
      waitedMs: 0,
      startedAt: AT + 5,
      tookMs: 20,
    });
    await elsewhere.close();

    expect(spans.map(({ name }) => name).sort()).toEqual(['commit', 'delivery', 'read', 'turn']);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([ID.replaceAll('-', '')]));
    const turn = spans.find(({ name }) => name === 'turn');
    expect(turn?.parentSpanId ?? '').toBe('');
    for (const { parentSpanId } of spans.filter((span) => span !== turn)) expect(parentSpanId).toBe(turn?.spanId);
    const [commit] = spans.filter(({ name }) => name === 'commit');
    // One step begins where the last one ended.
    expect([commit?.startTimeUnixNano, commit?.endTimeUnixNano]).toEqual([`${AT + 1}000000`, `${AT + 4}000000`]);
  });

  it('say once that a collector does not take them, and end all the same', async () => {
    answer = 400;
    const here = traces();
    here.telemetry.turn(TURN);
    await here.close();
    expect(said).toEqual([
      'Traces could not be handed over. Look at OTEL_EXPORTER_OTLP_ENDPOINT and at the collector behind it.',
    ]);
  });
});

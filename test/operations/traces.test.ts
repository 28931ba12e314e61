import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Log } from '../../src/log.ts';
import { createTraces } from '../../src/operations/traces.ts';

const ID = '83d6d64e-7ca4-4a59-8579-505488490d24';
const AT = 1_795_737_504_461;

/** What is handed over to a collector, which takes it or does not. */
let spans: ReadableSpan[];
let takes: boolean;
const exporter: SpanExporter = {
  export(handed, done) {
    spans.push(...handed);
    done(takes ? { code: 0 } : { code: 1, error: new Error('refused') });
  },
  shutdown: async () => {},
};

const said: string[] = [];
const log: Log = { info: () => {}, warn: (_, sentence) => said.push(sentence), error: () => {} };

beforeEach(() => {
  spans = [];
  takes = true;
});
afterEach(() => {
  said.splice(0);
});

const traces = () => createTraces({ log, clock: () => AT, exporter, closeMs: 4_000 });

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
    expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([ID.replaceAll('-', '')]));
    const turn = spans.find(({ name }) => name === 'turn');
    expect(turn?.parentSpanContext).toBeUndefined();
    for (const { parentSpanContext } of spans.filter((span) => span !== turn))
      expect(parentSpanContext?.spanId).toBe(turn?.spanContext().spanId);
    const [commit] = spans.filter(({ name }) => name === 'commit');
    // One step begins where the last one ended.
    const at = (time: readonly [number, number] | undefined) => (time ? time[0] * 1000 + time[1] / 1e6 : undefined);
    expect([at(commit?.startTime), at(commit?.endTime)]).toEqual([AT + 1, AT + 4]);
  });

  it('say once that a collector does not take them, and end all the same', async () => {
    takes = false;
    const here = traces();
    here.telemetry.turn(TURN);
    await here.close();
    expect(said).toEqual([
      'Traces could not be handed over. Look at OTEL_EXPORTER_OTLP_ENDPOINT and at the collector behind it.',
    ]);
  });
});

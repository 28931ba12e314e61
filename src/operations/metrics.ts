import { createHash, timingSafeEqual } from 'node:crypto';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Telemetry } from '../telemetry.ts';

export interface Metrics {
  telemetry: Telemetry;
  /** `GET /metrics`. */
  route: {
    method: 'get';
    path: string;
    answer(request: { headers: Record<string, string | string[] | undefined> }): Promise<{
      status: number;
      body: unknown;
      headers?: Record<string, string>;
    }>;
  };
}

export interface MetricsOptions {
  /** What is asked of the store whenever somebody looks. */
  waiting: () => Promise<{ open: number; sending: number }>;
  /** What a look needs as `Authorization: Bearer …`; anybody may look without one. */
  token?: string | undefined;
}

const QUICK = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const LATE = [1, 5, 15, 60, 120, 300, 900, 1800, 3600, 7200];

/** What Prometheus collects. The labels are channels, places, kinds and outcomes; nothing leads to a person. */
export function createMetrics({ waiting, token }: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const turns = new Counter({
    name: 'unknot_turns_total',
    help: 'Turns by channel, by what happened and by what became of it.',
    labelNames: ['channel', 'cause', 'outcome'],
    registers,
  });
  const turnSeconds = new Histogram({
    name: 'unknot_turn_seconds',
    help: 'From the start of a turn until it is saved.',
    buckets: QUICK,
    registers,
  });
  const conflicts = new Counter({
    name: 'unknot_turn_conflicts_total',
    help: 'Turns decided again, because another process had changed the person.',
    registers,
  });
  const notUnderstood = new Counter({
    name: 'unknot_not_understood_total',
    help: 'Messages that were not understood, by the question that was open and by the best guess.',
    labelNames: ['place', 'guess'],
    registers,
  });
  const checkInLateness = new Histogram({
    name: 'unknot_check_in_lateness_seconds',
    help: 'How long after they were due check-ins may go out.',
    buckets: LATE,
    registers,
  });
  const deliveries = new Counter({
    name: 'unknot_deliveries_total',
    help: 'Tries at sending by channel, kind of message, operation and what became of it.',
    labelNames: ['channel', 'kind', 'operation', 'outcome'],
    registers,
  });
  const deliverySeconds = new Histogram({
    name: 'unknot_delivery_seconds',
    help: 'How long a channel takes to answer.',
    labelNames: ['channel'],
    buckets: QUICK,
    registers,
  });
  const waitSeconds = new Histogram({
    name: 'unknot_delivery_wait_seconds',
    help: 'From when a message might go until it is begun, by kind of message.',
    labelNames: ['kind'],
    buckets: QUICK,
    registers,
  });
  new Gauge({
    name: 'unknot_outbox_rows',
    help: 'Messages that wait (open) or are on their way (sending).',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      // Without the database there is no number, and the look has to work all the same.
      const rows = await waiting().catch(() => undefined);
      if (rows) for (const [state, count] of Object.entries(rows)) this.set({ state }, count);
    },
  });

  const telemetry: Telemetry = {
    turn({ channel, cause, outcome, tookMs, conflicts: again, notUnderstood: missed, latenessMs }) {
      turns.inc({ channel, cause, outcome });
      turnSeconds.observe(tookMs / 1000);
      if (again > 0) conflicts.inc(again);
      if (missed) notUnderstood.inc({ place: missed.at, guess: missed.guess });
      if (latenessMs !== undefined) checkInLateness.observe(Math.max(0, latenessMs) / 1000);
    },
    delivery({ channel, kind, operation, outcome, waitedMs, tookMs }) {
      deliveries.inc({ channel, kind, operation, outcome });
      if (outcome === 'expired' || outcome === 'dropped') return;
      deliverySeconds.observe({ channel }, tookMs / 1000);
      waitSeconds.observe({ kind }, Math.max(0, waitedMs) / 1000);
    },
  };
  return {
    telemetry,
    route: {
      method: 'get',
      path: '/metrics',
      async answer({ headers }) {
        if (token !== undefined && !isBearer(headers.authorization, token)) {
          return { status: 401, body: { error: 'This needs METRICS_TOKEN as a bearer token.' } };
        }
        return { status: 200, body: await registry.metrics(), headers: { 'content-type': registry.contentType } };
      },
    },
  };
}

function isBearer(authorization: string | string[] | undefined, token: string): boolean {
  const [, given] = /^Bearer (.+)$/i.exec(String(authorization ?? '')) ?? [];
  return given !== undefined && timingSafeEqual(hashed(given), hashed(token));
}

/** Of one length whatever was given, so that the time of the comparison tells nothing. */
function hashed(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

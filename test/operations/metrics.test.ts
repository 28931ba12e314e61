import { describe, expect, it } from '@jest/globals';
import { createMetrics, type Metrics } from '../../src/operations/metrics.ts';
import { StoreDownError } from '../../src/store/store.ts';
import type { DeliveryReport, TurnReport } from '../../src/telemetry.ts';

const TURN: TurnReport = {
  id: '83d6d64e-7ca4-4a59-8579-505488490d24',
  channel: 'msteams',
  cause: 'words',
  outcome: 'saved',
  startedAt: 1_795_737_504_461,
  tookMs: 4,
  steps: [],
  conflicts: 0,
};
const DELIVERY: DeliveryReport = {
  row: TURN.id,
  kind: 'check-in',
  operation: 'send',
  channel: 'slack',
  outcome: 'sent',
  waitedMs: 2_000,
  startedAt: 1_795_737_504_461,
  tookMs: 30,
};

let metrics: Metrics;

async function look(authorization?: string): Promise<{ status: number; lines: string[] }> {
  const { status, body } = await metrics.route.answer({
    headers: authorization === undefined ? {} : { authorization },
  });
  return { status, lines: String(body).split('\n') };
}

describe('the metrics', () => {
  it('count turns, what was not understood, deliveries and how late check-ins go out', async () => {
    metrics = createMetrics({ waiting: async () => ({ open: 7, sending: 2 }) });
    metrics.telemetry.turn(TURN);
    metrics.telemetry.turn({ ...TURN, conflicts: 2, notUnderstood: { at: 'hold', guess: 'out-of-scope' } });
    metrics.telemetry.turn({ ...TURN, cause: 'check-in', latenessMs: 61_000 });
    metrics.telemetry.delivery(DELIVERY);
    metrics.telemetry.delivery({ ...DELIVERY, outcome: 'expired' });
    const { status, lines } = await look();
    expect(status).toBe(200);
    expect(lines).toEqual(
      expect.arrayContaining([
        'unknot_turns_total{channel="msteams",cause="words",outcome="saved"} 2',
        'unknot_turns_total{channel="msteams",cause="check-in",outcome="saved"} 1',
        'unknot_turn_seconds_count 3',
        'unknot_turn_conflicts_total 2',
        'unknot_not_understood_total{place="hold",guess="out-of-scope"} 1',
        'unknot_check_in_lateness_seconds_bucket{le="60"} 0',
        'unknot_check_in_lateness_seconds_bucket{le="120"} 1',
        'unknot_deliveries_total{channel="slack",kind="check-in",operation="send",outcome="sent"} 1',
        'unknot_deliveries_total{channel="slack",kind="check-in",operation="send",outcome="expired"} 1',
        // What expired was never begun, so it says nothing of how quick the channel is.
        'unknot_delivery_seconds_count{channel="slack"} 1',
        'unknot_delivery_wait_seconds_sum{kind="check-in"} 2',
        'unknot_outbox_rows{state="open"} 7',
        'unknot_outbox_rows{state="sending"} 2',
      ]),
    );
  });

  it('have no label that leads to a person or a turn', async () => {
    metrics = createMetrics({ waiting: async () => ({ open: 0, sending: 0 }) });
    metrics.telemetry.turn(TURN);
    metrics.telemetry.delivery(DELIVERY);
    const { lines } = await look();
    expect(lines.filter((line) => line.includes(TURN.id))).toEqual([]);
  });

  it('can be looked at while the database is down, without the rows that wait', async () => {
    metrics = createMetrics({ waiting: () => Promise.reject(new StoreDownError('gone')) });
    const { status, lines } = await look();
    expect([status, lines.filter((line) => line.startsWith('unknot_outbox_rows'))]).toEqual([200, []]);
    expect(lines.some((line) => line.startsWith('nodejs_eventloop_lag_p99_seconds'))).toBe(true);
  });

  it('want their token, where there is one', async () => {
    metrics = createMetrics({ waiting: async () => ({ open: 0, sending: 0 }), token: 'a-token-of-24-characters' });
    expect((await look()).status).toBe(401);
    expect((await look('Bearer a-token-of-24-character')).status).toBe(401);
    expect((await look('Bearer a-token-of-24-characters')).status).toBe(200);
  });
});

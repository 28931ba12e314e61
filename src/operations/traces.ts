import { type Attributes, type Context, diag, ROOT_CONTEXT, TraceFlags, type Tracer, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type IdGenerator, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Log } from '../log.ts';
import type { DeliveryReport, Telemetry, TurnReport } from '../telemetry.ts';

export interface Traces {
  telemetry: Telemetry;
  /** Hands over what is left. */
  close(): Promise<void>;
}

export interface TracesOptions {
  log: Log;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** The exporter of OTLP over HTTP unless a test wants another; that one reads the OTEL_… variables itself. */
  exporter?: SpanExporter;
  /** How long the end of the program waits for the collector. */
  closeMs?: number;
}

/** How often at most it is said that traces cannot be handed over. */
const SAY_MS = 10 * 60_000;
const CLOSE_MS = 500;

/**
 * Traces of turns and deliveries. A trace has the id of its turn without the dashes, which is also how the log names
 * it, so that a delivery is found under its turn even when another process made it.
 */
export function createTraces({
  log,
  clock,
  exporter = new OTLPTraceExporter(),
  closeMs = CLOSE_MS,
}: TracesOptions): Traces {
  let saidAt = Number.NEGATIVE_INFINITY;
  const trouble = () => {
    if (clock() - saidAt < SAY_MS) return;
    saidAt = clock();
    log.warn(
      {},
      'Traces could not be handed over. Look at OTEL_EXPORTER_OTLP_ENDPOINT and at the collector behind it.',
    );
  };
  const nothing = () => {};
  diag.setLogger({ error: trouble, warn: nothing, info: nothing, debug: nothing, verbose: nothing });

  const ids = new ChosenIds();
  const provider = new TracerProvider({
    idGenerator: ids,
    resource: defaultResource().merge(
      resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME || 'unknot' }),
    ),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('unknot');
  return {
    telemetry: {
      turn: (report) => traceTurn(tracer, ids, report),
      delivery: (report) => traceDelivery(tracer, report),
    },
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, closeMs);
      });
      await Promise.race([provider.shutdown().catch(trouble), late]);
      clearTimeout(timer);
      diag.disable();
    },
  };
}

function traceTurn(tracer: Tracer, ids: ChosenIds, report: TurnReport): void {
  const { id, channel, cause, outcome, startedAt, tookMs, steps, conflicts, notUnderstood, latenessMs } = report;
  const attributes: Attributes = {
    'unknot.turn': id,
    'unknot.channel': channel,
    'unknot.cause': cause,
    'unknot.outcome': outcome,
    'unknot.conflicts': conflicts,
    ...(notUnderstood && { 'unknot.place': notUnderstood.at, 'unknot.guess': notUnderstood.guess }),
    ...(latenessMs !== undefined && { 'unknot.lateness_ms': latenessMs }),
  };
  ids.choose(id);
  const turn = tracer.startSpan('turn', { root: true, startTime: startedAt, attributes });
  const within = trace.setSpan(ROOT_CONTEXT, turn);
  let at = startedAt;
  for (const { name, tookMs: stepMs } of steps) {
    tracer.startSpan(name, { startTime: at }, within).end(at + stepMs);
    at += stepMs;
  }
  turn.end(startedAt + tookMs);
}

function traceDelivery(tracer: Tracer, report: DeliveryReport): void {
  const { row, kind, operation, channel, outcome, waitedMs, startedAt, tookMs } = report;
  const attributes: Attributes = {
    'unknot.row': row,
    'unknot.kind': kind,
    'unknot.operation': operation,
    'unknot.channel': channel,
    'unknot.outcome': outcome,
    'unknot.waited_ms': waitedMs,
  };
  tracer.startSpan('delivery', { startTime: startedAt, attributes }, under(row)).end(startedAt + tookMs);
}

/** The span of the turn that wrote a row, which may have been taken by another process. */
function under(row: string): Context {
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: traceIdOf(row),
    spanId: spanIdOf(row),
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  });
}

/** A turn's id is a UUID, and a row's begins with its turn's. */
function traceIdOf(id: string): string {
  return id.slice(0, 36).replaceAll('-', '');
}

function spanIdOf(id: string): string {
  return traceIdOf(id).slice(16);
}

/** Random ids but for the next turn, whose ids follow from its own. */
class ChosenIds implements IdGenerator {
  #trace: string | undefined;
  #span: string | undefined;

  choose(turn: string): void {
    this.#trace = traceIdOf(turn);
    this.#span = spanIdOf(turn);
  }

  generateTraceId(): string {
    const chosen = this.#trace ?? hex(16);
    this.#trace = undefined;
    return chosen;
  }

  generateSpanId(): string {
    const chosen = this.#span ?? hex(8);
    this.#span = undefined;
    return chosen;
  }
}

function hex(bytes: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');
}

import { type Channel, channelOf, type PersonKey } from '../address.ts';
import { type After, afterTimeout } from '../after.ts';
import { nameOf } from '../fault.ts';
import { Latest } from '../latest.ts';
import type { Log } from '../log.ts';
import type { Message, MessageUpdate } from '../message.ts';
import { type OutboxRow, type Settled, type Store, StoreDownError } from '../store/store.ts';
import { type Telemetry, UNWATCHED } from '../telemetry.ts';
import { backoff } from './backoff.ts';
import type { Connector, Sent } from './connector.ts';
import { Pace } from './pace.ts';

/**
 * For so long a row belongs to the process that took it. A connector must have answered within half of it, or
 * another process sends the row again.
 */
export const LEASE_MS = 30_000;

const MOST_AT_ONCE = 48;
/** So much of it is kept free for replies and the ends of holds, which people wait for. */
const KEPT_FOR_REPLIES = 1 / 4;
/** How long to gather what does not go at once. */
const SOON_MS = 50;
/** How soon to look again when as much is on its way as may be. */
const FULL_MS = 250;
/** How often to look for leases that ran out; it takes half a minute for one to do so. */
const RECLAIM_MS = 1000;
/** How often to knock, at least, while the store is down. */
const KNOCK_MS = 8_000;
/** After that, leases may have run out of what another process has sent and could not record; it knocks before this. */
const GRACE_MS = 10_000;
/** An update is under way for so long before what comes after it goes, too. */
const HEAD_START_MS = 500;
/** Of so many messages it is remembered what they were sent as. */
const REMEMBERED = 1000;
/** How long the end of the program waits for messages that are on their way. */
const STOP_MS = 700;

/** Where a test may end the process, to see what becomes of the message. */
export type DeliveryPoint = 'delivery.sending' | 'delivery.answered' | 'delivery.recorded';

export interface DeliveryParts {
  store: Store;
  connector: Connector;
  /** Whose messages this process sends. */
  channels: readonly Channel[];
  /** Milliseconds since 1970. */
  clock: () => number;
  /** At least 0, below 1. */
  random: () => number;
  /** What the channels take. Shared with whoever writes check-ins. */
  pace?: Pace;
  log: Log;
  after?: After;
  /** The person has blocked or uninstalled the bot. */
  onUnreachable?: (person: PersonKey) => void | Promise<void>;
  passes?: (point: DeliveryPoint) => void;
  telemetry?: Telemetry;
  /** Milliseconds since any moment, with fractions. */
  stopwatch?: () => number;
  /** How many messages are on their way at the same time, each to another person. */
  mostAtOnce?: number;
}

interface Waiting {
  leaves: OutboxRow | MessageUpdate;
  /** From here on the lease could run out before the connector has answered. */
  startBy: number;
}

/**
 * Empties the outbox: the one path on which messages leave, and changes to them.
 *
 * A row that a turn has already leased to this process goes out at once (`deliverNow`). All others are found in
 * *rounds*: settle what could not be recorded, reclaim leases that ran out, lease what is due, and set the alarm for
 * what is due next. A round follows every `nudge`, every message that others have waited for, and the alarm. Of one
 * person only one message is on its way at a time.
 *
 * While the store is down nothing is taken; the next round comes after a growing pause.
 */
export class Delivery {
  readonly #parts: Required<DeliveryParts>;
  /** On their way, by person. */
  readonly #sending = new Map<PersonKey, Promise<void>>();
  /**
   * Rows that this process has taken and not yet settled. They are found again when their leases run out meanwhile, as
   * when the machine slept, and would go twice.
   */
  readonly #inHand = new Set<string>();
  /** Updates on their way. What comes after one of them may have gone on without it. */
  readonly #updating = new Set<Promise<void>>();
  /**
   * What was sent last, by row: most updates need no look into the store for the activity id, and what another look
   * into the store had found before it was recorded does not go twice.
   */
  readonly #sent = new Latest<string, Settled & { state: 'sent' }>(REMEMBERED);
  /** The last round left something due, because as much is on its way as may be. */
  #full = false;
  #reclaimedAt = Number.NEGATIVE_INFINITY;
  /** Until then nothing is reclaimed, so that others record first what they have sent. */
  #graceUntil = Number.NEGATIVE_INFINITY;
  /** Leased, and held up by an earlier one of the person or because too many are on their way. */
  #waiting: Waiting[] = [];
  /** What became of messages while the store was down. Told before anything new is taken, or they would go twice. */
  #unsettled: { row: OutboxRow; outcome: Settled; done: () => void }[] = [];
  #started = false;
  #stopped = false;
  #round: Promise<void> | undefined;
  #roundWanted = false;
  #callOffAlarm: (() => void) | undefined;
  #callOffSoon: (() => void) | undefined;
  /** Rounds in a row that found the store down. */
  #failures = 0;

  constructor(parts: DeliveryParts) {
    this.#parts = {
      after: afterTimeout,
      onUnreachable: () => {},
      passes: () => {},
      telemetry: UNWATCHED,
      stopwatch: () => performance.now(),
      mostAtOnce: MOST_AT_ONCE,
      pace: new Pace(parts.store, parts.clock),
      ...parts,
    };
  }

  /** Begins with what an earlier process left behind. */
  start(): void {
    this.#started = true;
    this.nudge();
  }

  /** Sends rows that a commit has leased to this process for `LEASE_MS`. */
  deliverNow(rows: readonly OutboxRow[]): void {
    if (rows.length === 0) this.#nudgeSoon();
    for (const row of rows) this.#take(row);
  }

  /**
   * Changes what was sent before, once. What is handed over later for the same person goes after it; what was handed
   * over earlier, before.
   */
  update(update: MessageUpdate): void {
    this.#take(update);
  }

  /** Check-ins come by the hundred, and a round for many costs little more than a round for one. */
  #nudgeSoon(): void {
    if (this.#stopped || this.#callOffSoon) return;
    this.#callOffSoon = this.#parts.after(SOON_MS, () => {
      this.#callOffSoon = undefined;
      this.nudge();
    });
  }

  /** Says that something may be waiting. */
  nudge(): void {
    this.#roundWanted = true;
    // With the store down, the alarm decides when to knock again, however often somebody nudges.
    if (this.#started && !this.#stopped && this.#failures === 0) this.#round ??= this.#rounds();
  }

  /**
   * Takes nothing more, gives back what has not begun, and waits for what is on its way, though not for a channel that
   * hangs.
   */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOffAlarm?.();
    this.#callOffSoon?.();
    await this.#round;
    await Promise.all(this.#waiting.splice(0).map(({ leaves }) => this.#giveBack(leaves)));
    try {
      await this.#settleAgain();
    } catch (error) {
      for (const { row, outcome, done } of this.#unsettled.splice(0)) {
        this.#sayUnrecorded(row, outcome, error);
        done();
      }
    }
    let late = false;
    let callOff = () => {};
    const tooLate = new Promise<void>((resolve) => {
      callOff = this.#parts.after(STOP_MS, () => {
        late = true;
        resolve();
      });
    });
    await Promise.race([Promise.all([...this.#sending.values(), ...this.#updating]), tooLate]);
    callOff();
    if (late) {
      this.#parts.log.warn(
        { messages: this.#sending.size },
        'Messages were still on their way when the program ended. Replies are sent again, check-ins count as unknown.',
      );
    }
    await this.#parts.pace.told();
  }

  async #rounds(): Promise<void> {
    while (this.#roundWanted && !this.#stopped) {
      this.#roundWanted = false;
      this.#callOffAlarm?.();
      try {
        await this.#goRound();
      } catch (error) {
        this.#pause(error);
        continue;
      }
      // Something that could not be recorded while this round was under way.
      if (this.#unsettled.length > 0) this.#alarm(backoff(this.#failures, this.#parts.random()));
      else if (this.#failures > 0) {
        this.#parts.log.info({ failures: this.#failures }, 'Messages are delivered again.');
        this.#failures = 0;
      }
    }
    this.#round = undefined;
  }

  async #goRound(): Promise<void> {
    const { store, channels, clock, log, mostAtOnce } = this.#parts;
    await this.#settleAgain();

    if (this.#failures > 0) this.#graceUntil = clock() + GRACE_MS;
    const grace = clock() < this.#graceUntil;
    if (!grace && Math.abs(clock() - this.#reclaimedAt) >= RECLAIM_MS) {
      this.#reclaimedAt = clock();
      const { reopened, unknown } = await store.reclaim(clock());
      if (reopened + unknown > 0) {
        log.warn(
          { reopened, unknown },
          'Messages were taken for sending and never reported on; unknown ones are not sent again.',
        );
      }
    }

    const free = mostAtOnce - this.#sending.size - this.#waiting.length;
    const freeForCheckIns = free - Math.floor(mostAtOnce * KEPT_FOR_REPLIES);
    const rows = free > 0 ? await store.lease(channels, clock(), LEASE_MS, free, Math.max(0, freeForCheckIns)) : [];
    const checkIns = rows.filter(({ kind }) => kind === 'check-in');
    for (const row of rows) if (row.kind !== 'check-in') this.#take(row);
    await this.#admit(checkIns);
    this.#full = rows.length >= free || checkIns.length >= freeForCheckIns;
    if (this.#full) {
      this.#alarm(FULL_MS);
      return;
    }

    const due = await store.nextDue(channels, 'outbox');
    const dueInMs = due === undefined ? LEASE_MS : due - clock();
    // What is due and was not taken is a lease that ran out.
    this.#alarm(grace && dueInMs <= 0 ? FULL_MS : dueInMs);
  }

  /** Sends the check-ins that the channel has room for now, and puts the others back for when it will. */
  async #admit(rows: readonly OutboxRow[]): Promise<void> {
    if (rows.length === 0) return;
    const { store, pace, clock } = this.#parts;
    const times = await pace.admit(rows.map(({ person }) => person));
    const putBack = async (row: OutboxRow, notBefore: number) => {
      const outcome: Settled = { state: 'open', notBefore, untried: true };
      try {
        await store.settle(row.id, outcome, clock());
      } catch (error) {
        // The round that waits for this one would wait for itself, so it is only noted down.
        this.#unsettled.push({ row, outcome, done: () => {} });
        throw error;
      }
    };
    const later: Promise<void>[] = [];
    for (const [at, row] of rows.entries()) {
      const notBefore = times[at];
      if (notBefore === undefined) this.#take(row);
      else later.push(putBack(row, notBefore));
    }
    for (const settled of await Promise.allSettled(later)) if (settled.status === 'rejected') throw settled.reason;
  }

  #pause(error: unknown): void {
    this.#failures += 1;
    this.#roundWanted = false;
    if (this.#failures === 1) {
      const say = 'Messages are not delivered, because the store does not answer. They are kept and tried again.';
      this.#parts.log.error({ reason: nameOf(error) }, say);
    }
    this.#alarm(Math.min(backoff(this.#failures, this.#parts.random()), KNOCK_MS));
  }

  #alarm(ms: number): void {
    this.#callOffAlarm?.();
    if (this.#stopped) return;
    // Never at once, so that the rounds cannot chase each other whatever the store answers; and never so late that
    // the leases of a process that has died meanwhile are overlooked.
    this.#callOffAlarm = this.#parts.after(Math.min(Math.max(ms, 10), LEASE_MS), () => {
      this.#roundWanted = true;
      this.#round ??= this.#rounds();
    });
  }

  #take(leaves: OutboxRow | MessageUpdate): void {
    if (!isUpdate(leaves)) {
      if (this.#inHand.has(leaves.id)) return;
      this.#inHand.add(leaves.id);
    }
    if (this.#stopped) void this.#giveBack(leaves);
    else if (this.#sending.has(leaves.person) || this.#sending.size >= this.#parts.mostAtOnce) {
      this.#waiting.push({ leaves, startBy: this.#parts.clock() + LEASE_MS / 2 });
    } else this.#begin(leaves);
  }

  #begin(leaves: OutboxRow | MessageUpdate): void {
    const { mostAtOnce } = this.#parts;
    const { person } = leaves;
    const left = isUpdate(leaves) ? this.#forAMoment(this.#change(leaves)) : this.#send(leaves);
    const sending = left.then((more) => {
      this.#sending.delete(person);
      this.#letGo(leaves);
      this.#beginWaiting();
      // Not after each one: a round for many costs little more than a round for one. Nor for one that was at hand.
      const next = more && !this.#sending.has(person);
      if (next || (this.#full && this.#sending.size <= mostAtOnce / 2)) this.nudge();
    });
    this.#sending.set(person, sending);
  }

  /** Resolves with whether there may be more to do for this person. Never rejects. */
  #send(row: OutboxRow): Promise<boolean> {
    return this.#deliver(row).catch((error) => {
      const say = 'A message could not be handled. It is looked at again when its lease has run out.';
      this.#parts.log.error({ ...named(row), reason: nameOf(error) }, say);
      return true;
    });
  }

  /**
   * Nothing that people wait for is held up by what only tidies up behind it. Resolves with true: a message may have
   * waited for the one that went before the update.
   */
  #forAMoment(update: Promise<void>): Promise<true> {
    const { promise, resolve } = Promise.withResolvers<true>();
    const callOff = this.#parts.after(HEAD_START_MS, () => resolve(true));
    const done = update.then(() => {
      callOff();
      this.#updating.delete(done);
      resolve(true);
    });
    this.#updating.add(done);
    return promise;
  }

  /** Changes a message. Whatever stands in its way, the messages behind it are worth more. Never rejects. */
  async #change(update: MessageUpdate): Promise<void> {
    const { clock, stopwatch, store, connector, pace } = this.#parts;
    const { person, of, message } = update;
    const [startedAt, began] = [clock(), stopwatch()];
    let outcome = 'dropped';
    try {
      const activityId = update.activityId ?? this.#sent.get(of)?.activityId ?? (await store.activityIdOf(of));
      const to = update.to ?? (await store.address(person));
      if (activityId !== undefined && to && pace.spares(person)) {
        ({ outcome } = await connector.update(to, activityId, message));
      }
    } catch {
      // The store is down, or the connector has failed.
    }
    const named = { row: of, kind: 'reply', operation: 'update', channel: channelOf(person) } as const;
    this.#parts.telemetry.delivery({ ...named, outcome, waitedMs: 0, startedAt, tookMs: stopwatch() - began });
  }

  #beginWaiting(): void {
    const { clock, mostAtOnce } = this.#parts;
    const still: Waiting[] = [];
    for (const waiting of this.#waiting.splice(0)) {
      const { leaves, startBy } = waiting;
      if (clock() > startBy) void this.#giveBack(leaves);
      else if (this.#sending.has(leaves.person) || this.#sending.size >= mostAtOnce) still.push(waiting);
      else this.#begin(leaves);
    }
    this.#waiting = still;
  }

  /** Certainly not sent by this process: anybody may take it, this one too. An update is let go. */
  async #giveBack(leaves: OutboxRow | MessageUpdate): Promise<void> {
    if (isUpdate(leaves)) return;
    await this.#settle(leaves, { state: 'open', notBefore: this.#parts.clock(), untried: true });
    this.#letGo(leaves);
    this.nudge();
  }

  #letGo(leaves: OutboxRow | MessageUpdate): void {
    if (!isUpdate(leaves)) this.#inHand.delete(leaves.id);
  }

  /** Resolves with whether there may be more to do for this person. */
  async #deliver(row: OutboxRow): Promise<boolean> {
    const { clock, stopwatch, passes, pace } = this.#parts;
    const sentBefore = this.#sent.get(row.id);
    if (sentBefore) return this.#settle(row, sentBefore);
    if (row.expiresAt <= clock()) {
      this.#report(row, 'expired');
      return this.#settle(row, { state: 'expired' });
    }
    // Check-ins were admitted before they came here.
    const waitMs = row.kind === 'check-in' ? 0 : pace.waitFor(row.person);
    if (waitMs > 0) return this.#settle(row, { state: 'open', notBefore: clock() + waitMs, untried: true });

    let send: (() => Promise<Sent>) | undefined;
    try {
      send = await this.#sendOf(row);
    } catch (error) {
      if (!(error instanceof StoreDownError)) throw error;
      // Nothing went out, so even a check-in may be tried again.
      return this.#settle(row, { state: 'open', notBefore: clock(), untried: true });
    }
    if (send === undefined) {
      this.#report(row, 'dropped');
      return this.#settle(row, { state: 'dropped' });
    }

    passes('delivery.sending');
    const [startedAt, began] = [clock(), stopwatch()];
    const sent = await send().catch((error): Sent => ({ outcome: 'unclear', why: nameOf(error) }));
    passes('delivery.answered');
    this.#report(row, sent.outcome, startedAt, stopwatch() - began);
    const more = await this.#settle(row, this.#follows(row, sent));
    passes('delivery.recorded');
    if (sent.outcome === 'unreachable') await this.#sayUnreachable(row);
    return more;
  }

  #report(row: OutboxRow, outcome: string, startedAt = this.#parts.clock(), tookMs = 0): void {
    this.#parts.telemetry.delivery({
      row: row.id,
      kind: row.kind,
      operation: 'send',
      channel: channelOf(row.person),
      outcome,
      waitedMs: Math.max(0, startedAt - (row.notBefore ?? startedAt)),
      startedAt,
      tookMs,
    });
  }

  async #sayUnreachable(row: OutboxRow): Promise<void> {
    try {
      await this.#parts.onUnreachable(row.person);
    } catch (error) {
      this.#parts.log.error(
        { ...named(row), reason: nameOf(error) },
        'That a person is unreachable could not be noted.',
      );
    }
  }

  /** How the row is sent, or undefined when it cannot be. */
  async #sendOf(row: OutboxRow): Promise<(() => Promise<Sent>) | undefined> {
    const { store, connector, log } = this.#parts;
    const to = row.to ?? (await store.address(row.person));
    if (to === undefined) {
      log.warn(named(row), 'A message was dropped, because no address of the person is known.');
      return undefined;
    }
    return async () => connector.send(to, row.body as Message);
  }

  /** What follows from the answer of the channel. */
  #follows(row: OutboxRow, sent: Sent): Settled {
    const { clock, random, log } = this.#parts;
    const fields = { ...named(row), outcome: sent.outcome, ...('why' in sent && { reason: sent.why }) };
    switch (sent.outcome) {
      case 'sent': {
        const settled = {
          state: 'sent',
          ...(sent.activityId !== undefined && { activityId: sent.activityId }),
        } as const;
        this.#sent.put(row.id, settled);
        return settled;
      }
      case 'rejected':
        log.warn(fields, 'The channel will never take a message, so it was dropped.');
        return { state: 'dropped' };
      case 'unreachable':
        log.warn(fields, 'Somebody cannot be reached any more. Nothing goes there until they write again.');
        return { state: 'dropped' };
      case 'misconfigured':
        log.error(
          fields,
          'The channel does not know this bot, so nobody gets an answer. Look at the app id, the secret and the channels of the Azure Bot. The message was dropped.',
        );
        return { state: 'dropped' };
      case 'unclear':
        if (row.kind === 'check-in') {
          log.warn(
            fields,
            'Nobody knows whether a check-in arrived. It is not sent again, so that it cannot come twice.',
          );
          return { state: 'unknown' };
        }
    }
    // Never before the time that is asked for, and not all in the same moment after it.
    const wait =
      sent.retryAfterMs === undefined
        ? backoff(row.attempts + 1, random())
        : Math.max(sent.retryAfterMs, 1000) + Math.round(1000 * random());
    const notBefore = clock() + wait;
    if (notBefore >= row.expiresAt) {
      log.warn(fields, 'A message was given up, because it would be too old at the next try.');
      return { state: 'expired' };
    }
    log.info({ ...fields, attempts: row.attempts + 1 }, 'A message was not delivered and is tried again.');
    return { state: 'open', notBefore };
  }

  /**
   * Records what became of a row; when the store is down, later, and the row counts as on its way until then. Resolves
   * with whether there is a reason to look again: another row of the person, or this one at a later time.
   */
  async #settle(row: OutboxRow, outcome: Settled): Promise<boolean> {
    try {
      const behind = await this.#parts.store.settle(row.id, outcome, this.#parts.clock());
      return behind || outcome.state === 'open';
    } catch (error) {
      if (!(error instanceof StoreDownError) || this.#stopped) {
        this.#sayUnrecorded(row, outcome, error);
        return false;
      }
      await new Promise<void>((done) => {
        this.#unsettled.push({ row, outcome, done });
        if (this.#failures === 0) this.#pause(error);
      });
      return true;
    }
  }

  #sayUnrecorded(row: OutboxRow, { state }: Settled, error: unknown): void {
    const say = 'What became of a message could not be recorded. It may be sent again.';
    this.#parts.log.error({ ...named(row), became: state, reason: nameOf(error) }, say);
  }

  async #settleAgain(): Promise<void> {
    const { store, clock } = this.#parts;
    for (let first = this.#unsettled[0]; first !== undefined; first = this.#unsettled[0]) {
      try {
        await store.settle(first.row.id, first.outcome, clock());
      } catch (error) {
        if (error instanceof StoreDownError) throw error;
        this.#sayUnrecorded(first.row, first.outcome, error);
      }
      this.#unsettled.shift();
      first.done();
    }
  }
}

function isUpdate(leaves: OutboxRow | MessageUpdate): leaves is MessageUpdate {
  return 'of' in leaves;
}

/** What a log may say of a row. Not the person: the row leads there for those who may look into the database. */
function named(row: OutboxRow): Record<string, unknown> {
  return { row: row.id, kind: row.kind, channel: channelOf(row.person) };
}

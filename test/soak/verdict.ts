import { isUnclear, type Message, takenTimes, wasTaken } from './restlessChannel.ts';
import type { Seen } from './soakRun.ts';

/** What may be logged above `info` while these faults are made. Whatever else is logged is a fault of the program. */
const PROVOKED = [
  'A turn was not saved, because the database did not take it.',
  'Messages are not delivered, because the store does not answer.',
  'Messages were taken for sending and never reported on',
  'Holds and check-ins that are due could not be taken.',
  'A hold or a check-in that is due could not be taken.',
  'Nobody knows whether a check-in arrived.',
  'What became of a message could not be recorded.',
  'Messages were still on their way when the program ended.',
  'What is too old could not be removed.',
  'Stopping took too long,',
];
/** What a message that was taken can still have ahead of it before that is recorded. */
const RECORDED_WITHIN_MS = 2_000;
const GROWTH = 1.2;
const MORE_FILES = 20;
/** A process is not warm before. */
const WARM_MS = 5 * 60_000;

export interface Verdict {
  figures: [what: string, figure: string][];
  /** What must not be, a sentence each. */
  wrong: string[];
}

/** Compares what people and the channel saw with what the program has kept. Pure. */
export function verdict(seen: Seen): Verdict {
  const { tally, messages, rows, faults, logged } = seen;
  const wrong = [...tally.wrong];
  const count = (kind: string, state: string) => rows.filter((row) => row.kind === kind && row.state === state).length;

  const outbox = messages.filter(({ kind }) => kind !== 'not-kept');
  const doubled = outbox.filter((message) => takenTimes(message) > 1);
  for (const { kind, conversation } of doubled) {
    if (kind === 'check-in') wrong.push(`A check-in came twice to ${conversation}.`);
  }
  // A replica that had no time to hear the answer has asked again, too.
  const unheard = seen.timedOut - (seen.reactions.get('never-answers') ?? 0);
  const unexplained = doubled.filter((message) => message.kind === 'reply' && !isExplained(message, seen));
  if (unexplained.length > unheard) {
    for (const { conversation, requests } of unexplained)
      wrong.push(`A reply came twice to ${conversation} without a reason: ${JSON.stringify(requests)}`);
  }

  const came = Map.groupBy(outbox.filter(wasTaken), ({ conversation }) => conversation);
  const kept = Map.groupBy(rows, ({ person }) => person);
  let lost = 0;
  for (const [person, own] of kept) {
    const sent = own.filter(({ state }) => state === 'sent').length;
    const unknown = own.filter(({ state }) => state === 'unknown').length;
    const arrived = came.get(person)?.length ?? 0;
    if (arrived < sent) {
      lost += sent - arrived;
      wrong.push(`${person} was sent ${sent} messages, and ${arrived} came.`);
    }
    if (arrived > sent + unknown) wrong.push(`${arrived} messages came to ${person}, and ${sent + unknown} are known.`);
  }
  for (const state of ['expired', 'dropped'] as const) {
    for (const kind of ['reply', 'hold', 'check-in'])
      if (count(kind, state) > 0) wrong.push(`${count(kind, state)} of kind ${kind} are ${state}.`);
  }
  for (const kind of ['reply', 'hold'])
    if (count(kind, 'unknown') > 0) wrong.push(`${count(kind, 'unknown')} of kind ${kind} are unknown.`);
  if (seen.left > 0) wrong.push(`${seen.left} messages were still to be sent at the end.`);
  const checkIns = rows.filter(({ kind }) => kind === 'check-in').length;
  if (checkIns > tally.checkInsSet) wrong.push(`${tally.checkInsSet} check-ins were asked for, and ${checkIns} made.`);

  for (const [line, times] of logged) {
    if (!PROVOKED.some((sentence) => line.includes(sentence))) wrong.push(`Logged ${times} times: ${line}`);
  }
  for (const line of seen.unlogged) wrong.push(`Written on standard error, and no log: ${line}`);
  // It says so, and ends with 1, where a machine is too busy for the two seconds that a container is given.
  const slow = [...logged].find(([line]) => line.includes('Stopping took too long,'))?.[1] ?? 0;
  const failed = seen.endings.filter((how) => how !== 0);
  for (const how of failed.slice(slow)) wrong.push(`A process that was told to end ended with ${how}.`);

  const [early, late] = halves(seen);
  const growth = early.length > 0 ? middle(late.map(({ rss }) => rss)) / middle(early.map(({ rss }) => rss)) : 1;
  const files = [early, late].map((half) => middle(half.map((one) => one.files)));
  if (growth > GROWTH) wrong.push(`Memory grew to ${growth.toFixed(2)} of what it was.`);
  if ((files[1] ?? 0) - (files[0] ?? 0) > MORE_FILES) wrong.push(`Open files grew from ${files[0]} to ${files[1]}.`);

  const took = [...tally.tookMs].sort((one, other) => one - other);
  const slowest = (share: number) =>
    `${Math.round(took[Math.min(took.length - 1, Math.floor(share * took.length))] ?? 0)}`;
  const replies = count('reply', 'sent') + count('hold', 'sent');
  const unanswered = tally.wrong.filter((sentence) => sentence.includes('heard nothing')).length;
  return {
    wrong,
    figures: [
      ['activities kept', String(tally.kept)],
      ['sent again by a person, after a 503 or a process that died', String(tally.again)],
      ['sessions to their end', String(tally.sessions)],
      ['activities without an answer', String(unanswered)],
      ['from an activity to its answer: median, 99 of 100, the longest, ms', [0.5, 0.99, 1].map(slowest).join(', ')],
      ['replies and ends of holds sent', String(replies)],
      ['of them lost', String(lost)],
      ['of them taken twice by the channel, each after an unclear answer or a kill', String(doubled.length)],
      ['the replicas heard no answer of the channel in time', String(seen.timedOut)],
      ['told that a message was not kept', String(messages.filter(({ kind }) => kind === 'not-kept').length)],
      [
        'check-ins asked for, made, came, unknown',
        [
          tally.checkInsSet,
          checkIns,
          outbox.filter((one) => one.kind === 'check-in' && wasTaken(one)).length,
          count('check-in', 'unknown'),
        ].join(', '),
      ],
      ['check-ins taken twice', String(doubled.filter(({ kind }) => kind === 'check-in').length)],
      ...[...Map.groupBy(faults, ({ fault }) => fault)].map(([fault, all]): [string, string] => [
        fault,
        String(all.length),
      ]),
      ...[...seen.reactions]
        .filter(([reaction]) => reaction !== 'takes')
        .map(([reaction, times]): [string, string] => [`the channel ${reaction.replaceAll('-', ' ')}`, String(times)]),
      ['broken requests, each answered as it should be', String(seen.broken)],
      ...(early.length > 0
        ? ([
            [
              'memory of the replica that stayed, first and second half, MB',
              [early, late].map((half) => (middle(half.map(({ rss }) => rss)) / 1e6).toFixed(0)).join(', '),
            ],
            ['its open files', files.join(', ')],
          ] satisfies [string, string][])
        : []),
      ...[...logged].map(([line, times]): [string, string] => [
        `logged: ${line.replace(/^40/, 'warn:').replace(/^50/, 'error:')}`,
        String(times),
      ]),
    ],
  };
}

/**
 * Of every time that it was taken but the last, the bot was told nothing that it could rely on, or what it was told was
 * not recorded: the process died, or the database was away, and another replica had it first when it came back.
 */
function isExplained({ requests }: Message, { faults }: Seen): boolean {
  const unrecorded = faults.filter(({ fault }) => fault !== 'connections are cut');
  return requests.slice(0, -1).every(({ at, reaction }) => {
    if (reaction !== 'takes' || isUnclear(reaction)) return true;
    return unrecorded.some((fault) => at >= fault.at - RECORDED_WITHIN_MS && at <= fault.until + RECORDED_WITHIN_MS);
  });
}

function halves({ held }: Seen): [Seen['held'], Seen['held']] {
  const warm = held.filter(({ at }) => at >= WARM_MS);
  const half = Math.floor(warm.length / 2);
  return [warm.slice(0, half), warm.slice(half)];
}

function middle(figures: readonly number[]): number {
  return [...figures].sort((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;
}

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChoiceId } from '../../dialogs/choices.ts';
import { newFrame, questionAt, VERSIONS } from '../../dialogs/place.ts';
import type { SayingId } from '../../dialogs/sayings.ts';
import type { Expecting } from '../../dialogs/words.ts';
import { type Address, personKey } from '../../src/address.ts';
import type { Happening, Heard, Taken } from '../../src/heard.ts';
import { type Message, type MessageUpdate, plainText } from '../../src/message.ts';
import { loadContent } from '../../src/phrasing/content.ts';
import { openSqliteStore, type SqliteStore } from '../../src/store/sqlite.ts';
import type { OutboxRow, Store, Wake } from '../../src/store/store.ts';
import type { TurnReport } from '../../src/telemetry.ts';
import { newPerson, type Person } from '../../src/turn/person.ts';
import { restore } from '../../src/turn/restore.ts';
import { Turns, type TurnsOptions } from '../../src/turn/takeTurn.ts';
import { TooFast } from '../../src/turn/tooFast.ts';
import { loadModel } from '../../src/understanding/classifier/model.ts';
import { loadLexicon } from '../../src/understanding/lexicon.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { HOUR, MINUTE, MONDAY, SECOND } from './walk.ts';

const CONTENT = loadContent(join(import.meta.dirname, '../../content/en'));
const UNDERSTAND = createUnderstand(loadLexicon(), loadModel());
const ANN = personKey('slack', undefined, 'ann');
const ADDRESS: Address = {
  channel: 'slack',
  serviceUrl: 'http://127.0.0.1/',
  conversation: 'direct',
  scope: 'personal',
  bot: { id: 'bot' },
  user: { id: 'ann' },
};

let folder: string;
let path: string;
let store: SqliteStore;
let now: number;
let logged: unknown[];
const opened: SqliteStore[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unknot-turns-'));
  path = join(folder, 'unknot.db');
  store = await open();
  now = MONDAY;
  logged = [];
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await rm(folder, { recursive: true, force: true });
});

/** One more process on the same file. */
async function open(): Promise<SqliteStore> {
  const one = await openSqliteStore(path, { lockWaitMs: 60 });
  opened.push(one);
  return one;
}

interface Process {
  turns: Turns;
  take(happening: Happening, more?: Partial<Heard>): Promise<Taken>;
  /** What was handed over for sending, and the earliest times of waking that were told. */
  leased: OutboxRow[];
  updates: MessageUpdate[];
  nudges: number[];
}

function aProcess(on: Store = store, changes: Partial<TurnsOptions> = {}): Process {
  const leased: OutboxRow[] = [];
  const updates: MessageUpdate[] = [];
  const nudges: number[] = [];
  let ids = 0;
  const turns = new Turns({
    store: on,
    understand: UNDERSTAND,
    content: CONTENT,
    log: { info: () => {}, warn: () => {}, error: (fields, sentence) => logged.push({ ...fields, sentence }) },
    clock: () => now,
    // Draws the same nonce always: 100000000.
    random: () => 0,
    newId: () => `row-${opened.indexOf(on as SqliteStore)}-${++ids}`,
    deliver: (rows) => leased.push(...rows),
    update: (update) => updates.push(update),
    leaseMs: 30 * SECOND,
    nudge: (at) => nudges.push(at),
    ...changes,
  });
  return {
    turns,
    leased,
    updates,
    nudges,
    take: (happening, more) => turns.take({ person: ANN, address: ADDRESS, happening, expectReplies: false, ...more }),
  };
}

const says = (words: string): Happening => ({ kind: 'words', words, activityId: words });
/** Of a button of Ann's: the first she may press without having seen one. */
const press = (choice: ChoiceId, step: number): Happening => ({
  kind: 'press',
  choice,
  step,
  ...(step > 1 && { nonce: '100000000' }),
});

/** A process with Ann at the pressure test. */
async function pressing(on: Store = store): Promise<Process> {
  const process = aProcess(on);
  const buttons: ChoiceId[] = ['find-out', 'consent-accept', 'signs-none', 'signs-none', 'rating-medium', 'side-left'];
  await Promise.all(buttons.map((choice, at) => process.take(press(choice, at + 1))));
  return process;
}

const kept = async () => (await store.read(ANN))?.state as Person;
const asks = async () => questionAt((await kept()).frames.at(-1) as never);
const ended = (message: Message | undefined) => message?.blocks.at(-1);

/** As anybody who opens the file would see it. */
function rows(table: string): Record<string, unknown>[] {
  using database = new DatabaseSync(path, { readOnly: true });
  return database.prepare(`select * from ${table}`).all();
}

describe('one person’s turns', () => {
  it('are taken in order of arrival, however fast they come', async () => {
    const { turns, leased } = await pressing();
    await turns.idle();
    expect(await asks()).toBe('pressure');
    expect(rows('outbox').map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    // Only the first of them may be sent at once; the others wait for it.
    expect(leased.map(({ number }) => number)).toEqual([1]);
  });

  it('save the place, the results, the wakes, the address and the replies together', async () => {
    const process = await pressing();
    await process.take(press('pressure-hard', 7));
    await process.take(press('start-search', 8), { address: { ...ADDRESS, thread: '170.1' } });
    await process.take(press('region-tender', 9));
    await process.take(press('start-timer', 10));
    expect(rows('person')).toMatchObject([{ key: ANN, revision: 10 }]);
    expect(await store.results(ANN, 10)).toMatchObject([{ data: { found: { 'lower-back': 'tender' }, ended: false } }]);
    expect(rows('wake')).toMatchObject([{ person: ANN, kind: 'hold', due_at: now + 40 * SECOND }]);
    expect(process.nudges).toEqual([now + 40 * SECOND]);
    expect(rows('outbox')).toHaveLength(10);
    // A reply goes into the thread it was asked in; what comes unprompted does not.
    expect(JSON.parse(String(rows('outbox')[7]?.address)).thread).toBe('170.1');
    expect(await store.address(ANN)).toEqual(ADDRESS);
  });

  it.each<[kind: string, worth: number]>([
    ['reply', 10 * MINUTE],
    ['hold', 2 * MINUTE],
    ['check-in', 2 * HOUR],
  ])('a %s is worth sending for %d ms', async (kind, worth) => {
    const process = await pressing();
    await process.take(press('start-timer', 7));
    await process.take(says('remind me every day at 10:00'), { zone: 'Europe/Berlin' });
    now += 20 * SECOND;
    await process.take(press('start-timer', (await kept()).step));
    for (let at = 0; at < 2; at++) {
      const [wake] = await store.dueWakes(['slack'], now + 3 * HOUR, 1);
      now = wake?.dueAt ?? 0;
      if (wake) await process.turns.wake(wake);
    }
    const row = rows('outbox').findLast((one) => one.kind === kind);
    expect(Number(row?.expires_at) - Number(row?.not_before)).toBe(worth);
  });

  it('read nothing that was saved by the one before, and nothing is lost in between', async () => {
    let reads = 0;
    const counted = new Proxy(store, {
      get(of, name) {
        if (name === 'read') reads += 1;
        const value = Reflect.get(of, name, of);
        return typeof value === 'function' ? value.bind(of) : value;
      },
    });
    const { take } = await pressing(counted);
    expect(reads).toBe(1);
    // Whoever reads it finds what was in memory.
    const saved = await kept();
    expect(restore(saved)).toEqual({ person: saved, lostPlace: false });
    await aProcess(await open()).take(says('it stayed hard'));
    await take(says('help'));
    expect([reads, (await kept()).turns]).toEqual([2, saved.turns + 2]);
    expect(await asks()).toBe('overstretched');
  });

  it('a check-in is worth sending until the night begins', async () => {
    const process = await pressing();
    await process.take(says('remind me every day at 21:15'), { zone: 'Europe/Berlin' });
    const [wake] = await store.dueWakes(['slack'], now + 2 * 24 * HOUR, 1);
    now = wake?.dueAt ?? 0;
    if (wake) await process.turns.wake(wake);
    const row = rows('outbox').findLast((one) => one.kind === 'check-in');
    expect(Number(row?.expires_at) - Number(row?.not_before)).toBe(45 * MINUTE);
  });

  it('that are about nobody reachable make the person quiet', async () => {
    const process = await pressing();
    await process.turns.unreachable(ANN);
    expect((await kept()).quiet).toBe(true);
    await process.take(says('hello'));
    expect((await kept()).quiet).toBe(false);
  });
});

describe('a card that was answered', () => {
  const TEAMS = personKey('msteams', undefined, 'ann');
  const onTeams = (process: Process, happening: Happening, more?: Partial<Heard>) =>
    process.take(happening, { person: TEAMS, address: { ...ADDRESS, channel: 'msteams' }, ...more });
  /** What was leased last has arrived. */
  const arrives = ({ leased }: Process, activityId: string) =>
    store.settle(leased.at(-1)?.id ?? '', { state: 'sent', activityId }, now);

  it('is handed over to be changed where it was asked, and nothing of that is kept', async () => {
    const process = aProcess();
    await onTeams(process, press('find-out', 1));
    expect(process.updates).toEqual([]);
    await arrives(process, 'as sent');
    await onTeams(process, press('consent-accept', 2));
    expect(process.updates).toMatchObject([
      { person: TEAMS, of: process.leased[0]?.id, to: { channel: 'msteams' }, message: { choices: [] } },
    ]);
    expect(process.updates[0]?.activityId).toBeUndefined();
    expect(rows('outbox')).toHaveLength(2);
  });

  it('goes back with the response where the channel waits for that', async () => {
    const process = aProcess();
    await onTeams(process, press('find-out', 1));
    const taken = await onTeams(process, press('consent-accept', 2), { expectCard: true });
    expect(taken).toMatchObject({ outcome: 'saved', card: { choices: [] } });
    expect(process.updates).toEqual([]);
  });

  it('can still be changed when everything that told what it was sent as is gone', async () => {
    const process = aProcess();
    await onTeams(process, says('delete everything'));
    await arrives(process, 'as sent');
    await onTeams(process, says('yes'));
    expect(process.updates).toMatchObject([{ of: process.leased[0]?.id, activityId: 'as sent' }]);
    expect(rows('person')).toEqual([]);
  });
});

describe('the same activity again', () => {
  it.each<[fact: string, process: () => Promise<Process>]>([
    ['in the same process', async () => aProcess()],
    ['in another process', async () => aProcess(await open())],
  ])('%s changes nothing, and is answered with what was stored', async (_fact, other) => {
    const more = { key: 'message/1', expectReplies: true };
    const first = await aProcess().take(says('why won’t my knot relax?'), more);
    expect(first).toMatchObject({ outcome: 'saved', replies: [{ blocks: expect.any(Array) }] });
    const before = [rows('person'), rows('outbox')];
    expect(await (await other()).take(says('why won’t my knot relax?'), more)).toEqual(first);
    expect([rows('person'), rows('outbox')]).toEqual(before);
    expect(await store.queueDepth()).toMatchObject({ open: 0, sending: 0, sent: 1 });
  });

  it('whose answer went through the outbox is let be', async () => {
    const process = aProcess();
    const twice = await Promise.all([1, 2].map(() => process.take(says('help'), { key: 'message/1' })));
    expect(twice.map(({ outcome }) => outcome)).toEqual(['saved', 'ignored']);
    expect([(await kept()).turns, rows('outbox').length, process.leased.length]).toEqual([1, 1, 1]);
  });

  it('is not known by what it was called: only a keyed hash of it is kept', async () => {
    await aProcess().take(says('help'), { key: 'message/secret-conversation/1' });
    expect(rows('inbound')).toMatchObject([
      { hash: expect.stringMatching(/^[\w-]{43}$/), expires_at: now + 24 * HOUR },
    ]);
  });
});

describe('two processes that change one person at once', () => {
  it('lose nothing', async () => {
    const processes = [aProcess(), aProcess(await open())];
    const taken: Taken[] = [];
    for (let at = 0; at < 20; at++) {
      taken.push(...(await Promise.all(processes.map((process) => process.take(says('help'))))));
    }
    expect(taken.filter(({ outcome }) => outcome !== 'saved')).toEqual([]);
    expect((await kept()).turns).toBe(40);
    expect(rows('outbox').map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
  });

  /** The store of a process in which something happens between reading and saving. */
  function interrupted(meanwhile: () => Promise<unknown>, times = 1): Store {
    let left = times;
    return new Proxy(store, {
      get(target, name) {
        if (name === 'read') {
          return async (person: typeof ANN) => {
            const saved = await target.read(person);
            if (left-- > 0) await meanwhile();
            return saved;
          };
        }
        const member = target[name as keyof SqliteStore];
        return typeof member === 'function' ? member.bind(target as never) : member;
      },
    });
  }

  it('the later one is understood anew, for the question that is open by then', async () => {
    const other = aProcess(await open());
    await other.take(press('find-out', 1));
    await other.take(press('consent-accept', 2));
    const expected: Expecting[] = [];
    const process = aProcess(
      interrupted(async () => {
        await other.take(press('signs-none', 3));
        await other.take(press('signs-none', 4));
      }),
      {
        understand: (words, expecting) => {
          expected.push(expecting);
          return UNDERSTAND(words, expecting);
        },
      },
    );
    await process.take(says('5'));
    expect(expected).toEqual(['safety', 'rating']);
    expect(await asks()).toBe('side');
    expect((await kept()).turns).toBe(5);
  });

  it('after five times it is given up, told and logged; nothing of it is kept', async () => {
    const other = aProcess(await open());
    const process = aProcess(interrupted(() => other.take(says('help')), 5));
    expect(await process.take(says('hello'))).toEqual({ outcome: 'not-kept' });
    expect((await kept()).turns).toBe(5);
    expect(logged).toMatchObject([{ attempts: 5 }]);
    expect(await process.take(says('hello'))).toMatchObject({ outcome: 'saved' });
  });
});

describe('a database that does not take it', () => {
  it('is told apart from an answer, and works again afterwards', async () => {
    const process = await pressing();
    const before = await kept();
    {
      using holder = new DatabaseSync(path);
      holder.exec('begin immediate');
      expect(await process.take(press('pressure-hard', 7), { key: 'message/7' })).toEqual({ outcome: 'not-kept' });
      expect(await process.take({ ...says('hello') }, { address: { ...ADDRESS, scope: 'group' } })).toEqual({
        outcome: 'not-kept',
      });
      await process.turns.wake({ person: ANN, kind: 'hold', dueAt: now });
      holder.exec('rollback');
    }
    expect(await kept()).toEqual(before);
    expect(JSON.stringify(logged)).not.toContain('hello');
    expect(await process.take(press('pressure-hard', 7), { key: 'message/7' })).toMatchObject({ outcome: 'saved' });
    expect(await asks()).toBe('overstretched');
  });

  it('a place of a newer release is left as it is', async () => {
    const state = { ...newPerson(), frames: [{ ...newFrame('main'), version: VERSIONS.main + 1, value: 'new here' }] };
    await store.commit({ person: ANN, revision: 0, state, results: [], wakes: {}, outbox: [], now });
    expect(await aProcess().take(says('hello'))).toEqual({ outcome: 'not-kept' });
    expect(await store.read(ANN)).toEqual({ revision: 1, state });
    expect(logged).toMatchObject([{ reason: expect.stringContaining('newer release') }]);
  });
});

describe('in a group', () => {
  const group: Partial<Heard> = { address: { ...ADDRESS, conversation: 'open', scope: 'group' } };
  const textOf = (taken: Taken) => (taken.outcome === 'saved' ? taken.replies.map(plainText) : []);
  const groupTexts = (id: SayingId) => CONTENT.sayings[id][0]?.say.map((text) => text.replaceAll(/\s+/g, ' ').trim());
  const neutral = groupTexts('group.answer');
  const noReminders = groupTexts('group.no-reminders');

  it.each<[words: string, saying: SayingId]>([
    ['what is a knot?', 'group.knots'],
    ['what causes knots', 'group.knots'],
    ['which kinds of knots are there?', 'group.knots'],
    ['who are you?', 'group.about-me'],
    ['help', 'group.about-me'],
  ])('a general question gets a general answer, and the way to a private chat: %s', async (words, saying) => {
    const taken = await aProcess().take(says(words), group);
    expect(groupTexts(saying)).toEqual(expect.arrayContaining(textOf(taken)));
    expect(taken).toMatchObject({ replies: [{ choices: [], privateChat: 'Open a private chat' }] });
    expect([rows('person'), rows('result'), rows('wake')]).toEqual([[], [], []]);
  });

  it.each<[what: string, happening: Happening, answer: string[] | undefined]>([
    ['a question', says('why won’t the knot in my back relax?'), neutral],
    ['a warning sign', says('I have numb fingers since yesterday'), neutral],
    ['a button', press('find-out', 1), neutral],
    ['a picture', { kind: 'wordless' }, neutral],
    ['a wish for check-ins', says('remind me at 9'), noReminders],
    ['a question of the first kind about somebody', says('what is inside a knot, mine has gone numb'), neutral],
  ])('%s gets a neutral answer, and nobody is kept', async (_what, happening, answer) => {
    const texts = textOf(await aProcess().take(happening, group)).map((text) => text.replaceAll(/\s+/g, ' ').trim());
    expect(answer).toEqual(expect.arrayContaining(texts));
    expect(texts).toHaveLength(1);
    expect(texts[0]).not.toMatch(/back|muscle|knot|pain|sore/i);
    expect([rows('person'), rows('result'), rows('wake')]).toEqual([[], [], []]);
    expect(rows('outbox')).toMatchObject([{ state: 'sending' }]);
  });

  it.each(['I have chest pain', 'I cannot breathe', 'I want to die'])(
    '%s: a number to call, and no word of it',
    async (words) => {
      const [text] = textOf(await aProcess().take(says(words), group));
      expect(text).toMatch(/call your emergency number/);
      expect(text).not.toMatch(/chest|breath|pain|die/i);
      expect(rows('person')).toEqual([]);
    },
  );

  it('an installation or a reaction gets no answer', async () => {
    const process = aProcess();
    for (const happening of [{ kind: 'installed' }, { kind: 'reaction', sign: 'like' }] as const)
      expect(await process.take(happening, group)).toEqual({ outcome: 'ignored' });
    expect(rows('outbox')).toEqual([]);
  });

  it('the same activity again is let be', async () => {
    const process = aProcess();
    await process.take(says('hello'), { ...group, key: 'message/1' });
    expect(await process.take(says('hello'), { ...group, key: 'message/1' })).toEqual({ outcome: 'ignored' });
    expect(rows('outbox')).toHaveLength(1);
  });
});

describe('somebody who sends faster than a person can', () => {
  const TOO_FAST = {
    kind: 'paragraph',
    text: expect.stringMatching(/^(That was a lot at once|Your messages come faster)/),
  };

  const FEW = { atOnce: 6, everyMs: SECOND };

  /** A process that has heard as many messages of Ann in one moment as it takes. */
  async function flooded(more: Partial<Heard> = {}) {
    const process = aProcess(store, { tooFast: new TooFast(FEW) });
    for (let at = 0; at < FEW.atOnce; at++) await process.take({ kind: 'reaction', sign: 'like' }, more);
    return process;
  }
  const words = (taken: Taken) =>
    taken.outcome === 'saved' ? taken.replies.map(({ blocks }) => blocks[0]) : taken.outcome;

  it('is told once a minute, and what was sent meanwhile changes nothing', async () => {
    const process = await flooded();
    const before = (await kept()).turns;
    expect(words(await process.take(says('why won’t my knot relax?')))).toEqual([TOO_FAST]);
    for (let at = 0; at < 300; at++) expect(words(await process.take(says('help')))).toBe('ignored');
    expect((await kept()).turns).toBe(before);
    now += 60 * SECOND;
    for (let at = 0; at < FEW.atOnce; at++) await process.take(says('help'));
    expect(words(await process.take(says('help')))).toEqual([TOO_FAST]);
  });

  it('is read again after some seconds', async () => {
    const process = await flooded();
    await process.take(says('help'));
    now += 3 * SECOND;
    expect(words(await process.take(says('help')))).not.toEqual([TOO_FAST]);
  });

  it('is read all the same when something may be wrong, as often as a person would say so', async () => {
    const process = await flooded();
    await process.take(says('help'));
    expect(words(await process.take(says('my chest hurts and I cannot breathe')))).not.toBe('ignored');
    expect(await asks()).toBe('get-help');
    for (let at = 0; at < 9; at++) expect(words(await process.take(says('chest pain')))).not.toBe('ignored');
    expect(words(await process.take(says('chest pain')))).toBe('ignored');
  });

  it('keeps nobody else waiting, and is heard when they leave', async () => {
    const process = await flooded();
    await process.take(says('help'));
    const ben = { person: personKey('slack', undefined, 'ben') };
    expect(words(await process.take(says('help'), ben))).not.toBe('ignored');
    expect(words(await process.take({ kind: 'uninstalled' }))).not.toBe('ignored');
    expect((await kept()).quiet).toBe(true);
  });

  it('is passed over in a group, where two bots may answer each other', async () => {
    const group = { address: { ...ADDRESS, scope: 'group' as const } };
    const process = aProcess(store, { tooFast: new TooFast(FEW) });
    const answers = await Promise.all(Array.from({ length: 20 }, () => process.take(says('hello'), group)));
    expect(answers.filter(({ outcome }) => outcome === 'saved')).toHaveLength(FEW.atOnce);
  });

  it('is forgotten when quiet for a minute, and takes no room however many there are', () => {
    const tooFast = new TooFast();
    const judged = (user: number, at: number) =>
      tooFast.judge(personKey('slack', undefined, `u${user}`), at, () => false);
    for (let at = 0; at < 60; at++) judged(0, 0);
    expect(judged(0, 0)).toBe('tell');
    for (let user = 1; user <= 20_000; user++) judged(user, 1);
    // Others came in between, in far greater numbers than are remembered.
    expect(judged(0, 2)).toBe('take');
  });
});

describe('what was not understood', () => {
  it('is told to whoever runs it, with place and guess and without a word of it', async () => {
    const told: Record<string, unknown>[] = [];
    const log = { info: (fields: Record<string, unknown>) => told.push(fields), warn: () => {}, error: () => {} };
    const { take } = aProcess(store, { log });
    await take(press('find-out', 1));
    await take(says('the quarterly ferret parade was cancelled'));
    expect(told).toEqual([{ turn: expect.any(String), at: expect.any(String), guess: expect.any(String) }]);
    expect(JSON.stringify(told)).not.toContain('ferret');
  });
});

describe('what a person wrote', () => {
  const CANARY = 'xyzzyplover';

  it('is in no byte of the database', async () => {
    const process = await pressing();
    const words = [
      `${CANARY}`,
      `my ${CANARY} hurts, why won't it relax?`,
      `sorry, I meant ${CANARY}`,
      `it stays hard ${CANARY}`,
      `remind me at 9 ${CANARY}`,
      `I live in ${CANARY}`,
      `my name is ${CANARY} and I have chest pain`,
      `delete ${CANARY}`,
    ];
    for (const [at, text] of words.entries()) {
      await process.take(
        { kind: 'words', words: text, activityId: `a${at}` },
        { key: `message/${at}`, expectReplies: at % 2 === 0 },
      );
    }
    await process.take({ kind: 'edit', words: `${CANARY} again`, activityId: 'a1' });
    await process.take({ kind: 'press', choice: CANARY, step: 1 });
    await process.take({ kind: 'reaction', sign: CANARY });
    await process.take(says(CANARY), { address: { ...ADDRESS, scope: 'group' } });
    const files = await readdir(folder);
    expect(files.toSorted()).toEqual(['unknot.db', 'unknot.db-shm', 'unknot.db-wal']);
    // It is no empty search: the place is found.
    const bytes = Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder, file)))));
    expect(bytes.includes('"machine":"main"')).toBe(true);
    expect(bytes.includes(CANARY)).toBe(false);
    expect(JSON.stringify(logged)).not.toContain(CANARY);
  });

  it('and what was kept is gone with one confirmation, but for the message that says so', async () => {
    const process = await pressing();
    await process.take(press('pressure-hard', 7));
    await process.take(press('start-search', 8));
    await process.take(says('remind me every day at 10:00'), { zone: 'Europe/Berlin' });
    await process.take(says('delete my data'));
    const taken = await process.take(says('yes'), { key: 'message/delete' });
    expect(taken.outcome === 'saved' && taken.replies.map(ended)).toHaveLength(1);
    expect([rows('person'), rows('result'), rows('wake')]).toEqual([[], [], []]);
    expect(rows('outbox')).toMatchObject([{ forgotten: 1, state: 'sending' }]);
    expect(rows('inbound')).toMatchObject([{ person: null }]);
    await store.settle(String(rows('outbox')[0]?.id), { state: 'sent' }, now);
    expect(rows('outbox')).toEqual([]);
    // The same activity again does not begin to keep the person anew.
    expect(await process.take(says('yes'), { key: 'message/delete' })).toEqual({ outcome: 'ignored' });
    expect(rows('person')).toEqual([]);
  });
});

describe('the report of a turn', () => {
  it('has its steps, the row that it wrote, and no word of what was said', async () => {
    const reports: TurnReport[] = [];
    const { take } = aProcess(store, { telemetry: { turn: (one) => reports.push(one), delivery: () => {} } });
    await take(press('find-out', 1));
    await take(says('the quarterly ferret parade was cancelled'));
    expect(reports.map(({ id }) => id)).toEqual(rows('outbox').map(({ id }) => id));
    expect(reports[1]).toMatchObject({
      channel: 'slack',
      cause: 'words',
      outcome: 'saved',
      startedAt: now,
      conflicts: 0,
      notUnderstood: { at: expect.any(String), guess: expect.any(String) },
    });
    expect(reports[1]?.steps.map(({ name }) => name)).toEqual(['read', 'understand', 'decide', 'phrase', 'commit']);
    expect(JSON.stringify(reports)).not.toMatch(/ferret|\bann\b/);
  });

  it('is made of what is said in a group as well, and of telling somebody that they are too fast', async () => {
    const reports: TurnReport[] = [];
    const telemetry = { turn: (one: TurnReport) => reports.push(one), delivery: () => {} };
    const { take } = aProcess(store, { telemetry, tooFast: new TooFast({ atOnce: 1, everyMs: HOUR }) });
    await take(says('help'), { address: { ...ADDRESS, conversation: 'open', scope: 'group' } });
    await take(press('find-out', 1));
    await take(says('hello'));
    expect(reports.map(({ cause, outcome }) => `${cause} ${outcome}`)).toEqual([
      'group saved',
      'press saved',
      'too-fast saved',
    ]);
    expect(reports.map(({ id }) => id)).toEqual(rows('outbox').map(({ id }) => id));
    await store.close();
    expect(await take(says('help'), { address: { ...ADDRESS, conversation: 'shut', scope: 'group' } })).toEqual({
      outcome: 'not-kept',
    });
    expect(reports.at(-1)).toMatchObject({ cause: 'group', outcome: 'not-kept' });
  });

  it('says how long after it was due a check-in goes out, waiting for the channel included', async () => {
    const { take } = await pressing();
    await take(says('remind me every day at 10:00'), { zone: 'Europe/Berlin' });
    const [wake] = await store.dueWakes(['slack'], now + 2 * 24 * HOUR, 1);
    now = (wake?.dueAt ?? 0) + 2 * SECOND;
    const reports: TurnReport[] = [];
    const telemetry = { turn: (one: TurnReport) => reports.push(one), delivery: () => {} };
    const { turns } = aProcess(store, { telemetry, newId: () => 'row-of-the-check-in' });
    await turns.wake(wake as Wake, now + 5 * SECOND);
    expect(reports.map(({ cause, latenessMs }) => [cause, latenessMs])).toEqual([['check-in', 7 * SECOND]]);
  });
});

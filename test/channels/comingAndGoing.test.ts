import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  aSlackMessage,
  aTeamsEdit,
  aTeamsInstall,
  aTeamsJoin,
  aTeamsMessage,
  aTeamsReaction,
} from '../support/activities.ts';
import { type ChatApp, type SlackPressing, slackApp, teamsApp } from '../support/chatApps.ts';
import { type Activity, ServedBot } from '../support/servedBot.ts';

/** What a chat app tells besides words and answers, over HTTP: coming and going, edits, reactions, buttons of before. */

jest.setTimeout(60_000);

const SECOND = 1_000;
const HOUR = 3_600_000;

let bot: ServedBot;
beforeAll(async () => {
  bot = await ServedBot.start();
});
afterAll(() => bot[Symbol.asyncDispose]());

let people = 0;
/** Somebody new on Teams. */
class OnTeams {
  readonly who = `teams${++people}`;
  readonly app: ChatApp;
  /** The newest message. */
  newest: Activity | undefined;
  #ids = 0;

  constructor(pressing: 'message' | 'invoke' = 'message') {
    this.app = teamsApp(this.who, pressing);
  }

  /** An activity's own fields, for an activity that the app has no word for. */
  chat(more: Activity = {}): Activity {
    this.#ids += 1;
    return {
      id: `${this.who}-${this.#ids}`,
      from: { id: this.app.user, name: this.who },
      conversation: { conversationType: 'personal', tenantId: 'tenant', id: `a:${this.who}` },
      timestamp: `2026-03-02T08:00:${String(this.#ids).padStart(2, '0')}.000Z`,
      ...more,
    };
  }

  async does(activity: Activity): Promise<string[]> {
    const sent = (await bot.post(activity)).filter(({ recipient }) => recipient.id === this.app.user);
    this.newest = sent.at(-1) ?? this.newest;
    return sent.map((one) => this.app.shows(one).words);
  }

  says(words: string): Promise<string[]> {
    return this.does(this.app.says(words));
  }

  /** Presses a button of the newest message, or of another. */
  presses(label: string, message = this.newest as Activity): Promise<string[]> {
    return this.does(buttonOf(this.app, message, label).press());
  }

  async getsTo(...labels: string[]): Promise<void> {
    await this.says('hello');
    for (const label of labels) await this.presses(label);
  }

  async waits(ms: number): Promise<string[]> {
    const sent = (await bot.wait(ms)).filter(({ recipient }) => recipient.id === this.app.user);
    this.newest = sent.at(-1) ?? this.newest;
    return sent.map((one) => this.app.shows(one).words);
  }
}

function buttonOf(app: ChatApp, message: Activity, label: string) {
  const button = app.shows(message).buttons.find((one) => one.label === label);
  if (!button) throw new Error(`There is no button '${label}'.`);
  return button;
}

const SCREENED = ['Find out my kind', "I'm 18 or over: go on", 'I have none of these', 'I have none of these'];
const PRESSING = [...SCREENED, 'Medium: 4 to 6', 'Left side'];

describe('somebody who comes to Teams', () => {
  it('is welcomed once, however often and in whichever order that is told', async () => {
    const ann = new OnTeams();
    const install = (more: Activity = {}) => aTeamsInstall(ann.chat(more));
    const join = (more: Activity = {}) =>
      aTeamsJoin(ann.chat({ membersAdded: [{ id: ann.app.user }, { id: '28:b0a7' }], ...more }));
    const minute = (at: number) => ({ timestamp: `2026-03-02T08:0${at}:00.000Z` });
    const [welcome, ...more] = [...(await ann.does(join(minute(1)))), ...(await ann.does(install(minute(1))))];
    expect(welcome).toMatch(/^Hello, I am Unknot/);
    expect(more).toEqual([]);
    for (const again of [install(minute(2)), join(minute(3)), install({ ...minute(4), action: 'add-upgrade' })])
      expect(await ann.does(again)).toEqual([]);
    expect((await ann.says('hello')).join()).not.toMatch(/I am Unknot/);
  });
});

describe('somebody who goes', () => {
  async function holdingWithCheckIns(): Promise<OnTeams> {
    const ann = new OnTeams();
    await ann.getsTo(...SCREENED);
    await ann.says('remind me every day at 10');
    await ann.getsTo('Medium: 4 to 6', 'Left side', 'Start 20 seconds');
    return ann;
  }

  it('by uninstalling hears neither the end of a hold nor a check-in, and again after coming back', async () => {
    const ann = await holdingWithCheckIns();
    expect(await ann.does(aTeamsInstall(ann.chat({ action: 'remove' })))).toEqual([]);
    expect(await ann.waits(20 * SECOND)).toEqual([]);
    const untilTen = Date.parse('2026-03-02T09:00:00Z') - bot.now;
    expect(await ann.waits(untilTen + SECOND)).toEqual([]);
    const again = { timestamp: '2026-03-02T09:30:00.000Z' };
    const [hello, ...more] = [
      ...(await ann.does(aTeamsInstall(ann.chat(again)))),
      ...(await ann.does(aTeamsJoin(ann.chat({ membersAdded: [{ id: ann.app.user }], ...again })))),
    ];
    expect([hello, more]).toEqual([expect.stringMatching(/go on|start over/i), []]);
    expect((await ann.waits(24 * HOUR)).join()).toMatch(/check-in/);
  });

  it('by blocking is sent nothing more until they write', async () => {
    const ben = new OnTeams();
    await ben.getsTo(...PRESSING);
    // The card that was answered, and the answer.
    for (let request = 0; request < 2; request++)
      bot.channelAnswers(403, { errorCode: 209, message: '{"subCode":"MessageWritesBlocked"}' });
    await ben.says('remind me every day at 12');
    const noon = (day: number) => Date.parse(`2026-03-0${day}T11:00:00Z`) - bot.now + SECOND;
    expect(await ben.waits(noon(4))).toEqual([]);
    expect((await ben.says('I am back, how often do you check in?')).length).toBe(1);
    expect((await ben.waits(noon(5))).join()).toMatch(/check-in/);
  });
});

describe('an edit on Teams', () => {
  /** Somebody who has said this, and then changes it. */
  async function edited(ann: OnTeams, words: string, to: string): Promise<string> {
    const said = ann.app.says(words);
    await ann.does(said);
    return (await ann.does(aTeamsEdit(to, ann.chat({ id: said.id })))).join();
  }

  it('of the latest answer takes it back and puts the other in its place', async () => {
    const ann = new OnTeams();
    await ann.getsTo(...SCREENED, 'Medium: 4 to 6');
    expect(await edited(ann, 'left', 'right')).toMatch(/I take that instead|putting it right/);
    await ann.presses('It stayed hard');
    expect((await ann.presses('Start first place')).join()).toMatch(/on your right side/);
  });

  it('of what was said last and was not understood is what is said now', async () => {
    const ann = new OnTeams();
    await ann.getsTo(...PRESSING);
    expect(await edited(ann, 'bananas are yellow', 'it stayed hard')).toMatch(/leave the knot itself alone/);
  });

  it('of an older answer changes nothing, unless it names a warning sign', async () => {
    const ann = new OnTeams();
    await ann.getsTo(...SCREENED);
    const old = ann.app.says('about a 4');
    await ann.does(old);
    await ann.presses('Left side');
    const asked = ann.newest as Activity;
    const [answer] = await ann.does(aTeamsEdit('about a 9', ann.chat({ id: old.id })));
    expect(answer).toMatch(/edit|older message/);
    expect(ann.app.shows(ann.newest as Activity).buttons.map(({ label }) => label)).toEqual(
      ann.app.shows(asked).buttons.map(({ label }) => label),
    );
    const [alarm] = await ann.does(aTeamsEdit('4, and my arm has gone numb and weak', ann.chat({ id: old.id })));
    expect(alarm).toMatch(/Get advice today/);
  });

  it('that takes back a deletion, or leaves nothing, is passed over', async () => {
    const ann = new OnTeams();
    await ann.getsTo(...SCREENED, 'Medium: 4 to 6');
    const said = ann.app.says('left');
    await ann.does(said);
    const channelData = { eventType: 'undeleteMessage', tenant: { id: 'tenant' } };
    expect(await ann.does(aTeamsEdit('left', ann.chat({ id: said.id, channelData })))).toEqual([]);
    expect(await ann.does(aTeamsEdit('', ann.chat({ id: said.id })))).toEqual([]);
    expect(await ann.does(aTeamsMessage('left', ann.chat({ id: said.id, type: 'messageDelete' })))).toEqual([]);
  });
});

describe('a reaction', () => {
  it.each<[asks: string, way: readonly string[], says: string | undefined]>([
    ['for consent', SCREENED.slice(0, 1), undefined],
    ['about emergency signs', SCREENED.slice(0, 2), undefined],
    ['about signs for a doctor', SCREENED.slice(0, 3), undefined],
    ['whether it relaxed', PRESSING, undefined],
    ['about a doubt', PRESSING, 'my chest feels a bit odd, is that normal?'],
    ['whether to delete everything', PRESSING, 'delete everything'],
  ])('on Teams is no answer where it is asked %s', async (_asks, way, says) => {
    const ann = new OnTeams();
    await ann.getsTo(...way);
    if (says) await ann.says(says);
    const { buttons } = ann.app.shows(ann.newest as Activity);
    for (const sign of ['like', 'heart', 'yes'])
      expect(await ann.does(aTeamsReaction(sign, ann.chat({ replyToId: ann.newest?.id })))).toEqual([]);
    const taken = { reactionsAdded: undefined, reactionsRemoved: [{ type: 'like' }] };
    expect(await ann.does(aTeamsReaction('like', ann.chat(taken)))).toEqual([]);
    // The question is still open, and its buttons still there: the last of them shows it by being taken.
    const seen = bot.looksBack(ann.app.user).at(-1) as Activity;
    expect(ann.app.shows(seen).buttons.map(({ label }) => label)).toEqual(buttons.map(({ label }) => label));
    expect((await ann.presses(buttons.at(-1)?.label ?? '')).join()).not.toMatch(/earlier step|older message/);
  });

  it('on Slack is no answer either', async () => {
    const app = slackApp('reacts');
    const shows = async (activity: Activity) => (await bot.post(activity)).map((one) => app.shows(one));
    await shows(app.says('hello'));
    await shows(app.says('find out my kind'));
    const event = { user: 'U0REACTS', item_user: 'U0BOT', item: { type: 'message', channel: 'D0REACTS', ts: '1.1' } };
    const reaction = aSlackMessage(
      '',
      { type: 'reaction_added', reaction: '+1', channel: 'D0REACTS', ...event },
      { id: 'reaction', from: { id: app.user }, conversation: { id: 'B0BOT:T0TEAM:D0REACTS' } },
    );
    expect(await shows(reaction)).toEqual([]);
    expect((await shows(app.says('yes, go on')))[0]?.words).toMatch(/any of these right now/);
  });
});

describe('a button of before', () => {
  const spellings = (['Payload', 'payload', 'SlackMessage'] as const).flatMap((under) =>
    [true, false].map((text): SlackPressing => ({ under, text })),
  );
  const apps: [where: string, app: (who: string) => ChatApp][] = [
    ['on Teams', (who) => teamsApp(who)],
    ['on Teams with an invoke', (who) => teamsApp(who, 'invoke')],
    ...spellings.map((pressing): [string, (who: string) => ChatApp] => [
      `on Slack in ${pressing.under} ${pressing.text ? 'with' : 'without'} text`,
      (who) => slackApp(who, pressing),
    ]),
  ];

  it.each(apps)('is harmless, %s', async (where, appOf) => {
    const app = appOf(`before${apps.findIndex(([name]) => name === where)}`);
    const seen: Activity[] = [];
    const says = async (activity: Activity) => {
      const sent = (await bot.post(activity)).filter(({ recipient }) => recipient.id === app.user);
      seen.push(...sent);
      return sent.map((one) => app.shows(one).words).join('\n');
    };
    const press = (label: string, message = seen.at(-1) as Activity) => buttonOf(app, message, label).press();
    const words = (text: string) => says(app.says(text));

    await words('hello');
    for (const label of SCREENED.slice(0, 2)) await says(press(label));
    const signs = seen.at(-1) as Activity;
    const none = press('I have none of these', signs);
    expect(await says(none)).toMatch(/signs that a doctor looks at first/);
    // The same press once more, as after a time-out; and the person's own second press of it.
    expect(await says(none)).toBe('');
    expect(await says(press('I have none of these', signs))).toMatch(/answered|earlier step|older message/i);
    expect(await says(press('I have none of these'))).toMatch(/How sore/);

    // Everything is deleted, and begins anew with the same steps.
    await words('delete everything');
    const asked = seen.at(-1) as Activity;
    expect(await says(press('Delete everything'))).toMatch(/Everything I kept about you is removed/);
    expect(await says(press('Delete everything', asked))).toMatch(/I am Unknot/);
    await says(press('Find out my kind'));
    await says(press("I'm 18 or over: go on"));
    expect(await says(press('I have none of these', signs))).toMatch(/earlier step|older message/i);
    // The list is asked again, and is not answered by that.
    expect(app.shows(seen.at(-1) as Activity).words).not.toMatch(/signs that a doctor looks at first/);
    expect(await says(press('I have none of these'))).toMatch(/signs that a doctor looks at first/);
  });

  it('of a release that gave no nonce counts no more once the question was asked with one', async () => {
    const ann = new OnTeams();
    await ann.getsTo(...SCREENED.slice(0, 2));
    const press = buttonOf(ann.app, ann.newest as Activity, 'I have none of these').press();
    const { nonce: _, ...older } = press.value;
    expect((await ann.does({ ...press, value: older })).join()).toMatch(/earlier step|older message/);
    expect((await ann.presses('I have none of these')).join()).toMatch(/signs that a doctor looks at first/);
  });
});

it('the card that asked whether to delete everything has no button left, and says what was chosen', async () => {
  for (const pressing of ['message', 'invoke'] as const) {
    const ann = new OnTeams(pressing);
    await ann.getsTo(...PRESSING);
    await ann.says('delete everything');
    await ann.presses('Delete everything');
    const chat = bot.looksBack(ann.app.user).map((one) => ann.app.shows(one));
    expect(chat.flatMap(({ buttons }) => buttons)).toEqual([]);
    expect(chat.at(-2)?.words).toMatch(/Shall I delete everything.*\n✓ You chose: Delete everything$/);
  }
});

describe('a check-in on Slack', () => {
  const DIRECT = 'B0BOT:T0TEAM:D0CORA';
  const user = 'U0CORA:T0TEAM';
  let ids = 0;
  const says = async (words: string, thread?: string) => {
    ids += 1;
    const ts = `1772440000.${String(ids).padStart(6, '0')}`;
    const event = { user: 'U0CORA', channel: 'D0CORA', ts, client_msg_id: ts, ...(thread && { thread_ts: thread }) };
    const conversation = { id: thread ? `${DIRECT}:${thread}` : DIRECT };
    return mine(await bot.post(aSlackMessage(words, event, { id: ts, from: { id: user }, conversation })));
  };
  const mine = (sent: Activity[]) => sent.filter(({ recipient }) => recipient.id === user);
  const where = (sent: Activity[]) =>
    sent.map(({ conversation, channelData }) => [conversation.id, channelData.thread_ts]);

  it('comes at the top, is answered in the thread that hangs from it, and the next comes at the top again', async () => {
    const thread = '1772450000.000100';
    for (const words of ['hello', 'find out my kind', 'yes, go on', 'none of these', 'none of these'])
      await says(words);
    // Asked for in a thread, which is not where it goes.
    await says('remind me every day at 10', '1772430000.000100');
    expect(where(await says('Berlin', '1772430000.000100'))).toEqual([[DIRECT, '1772430000.000100']]);
    const ten = () => Math.ceil((bot.now - Date.parse('2026-03-02T09:00:00Z')) / (24 * HOUR)) * 24 * HOUR;
    const untilTen = () => Date.parse('2026-03-02T09:00:00Z') + ten() - bot.now + SECOND;

    const checkIn = mine(await bot.wait(untilTen()));
    expect(where(checkIn)).toEqual([[DIRECT, undefined]]);
    // On a locked screen it says nothing about a body.
    expect(checkIn[0]?.channelData.text).toBe('Your check-in is ready');
    const answer = await says('a bit better', thread);
    expect(where(answer)).toEqual([[DIRECT, thread]]);
    const [not] = slackApp('cora')
      .shows(answer[0] as Activity)
      .buttons.slice(-1);
    const press = not?.press() as Activity;
    press.channelData.Payload.message.thread_ts = thread;
    expect(where(mine(await bot.post(press)))).toEqual([[DIRECT, thread]]);
    expect(where(mine(await bot.wait(untilTen())))).toEqual([[DIRECT, undefined]]);
  });
});

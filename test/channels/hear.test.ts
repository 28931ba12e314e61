import { describe, expect, it } from '@jest/globals';
import { type Hearing, hear } from '../../src/channels/hear.ts';
import { serviceUrlRule } from '../../src/channels/serviceUrls.ts';
import type { Happening, Heard } from '../../src/heard.ts';
import {
  aClientInfo,
  aSlackMention,
  aSlackMessage,
  aSlackPress,
  aTeamsChannelMessage,
  aTeamsEdit,
  aTeamsInstall,
  aTeamsInvoke,
  aTeamsJoin,
  aTeamsMessage,
  aTeamsPress,
  aTeamsReaction,
  aWebChatMessage,
  SERVICE_URL,
  TEAMS_BOT,
  TEAMS_TENANT,
  TEAMS_USER,
} from '../support/activities.ts';

const onThisMachine = { serviceUrls: serviceUrlRule({}) };
const withAppId = { serviceUrls: serviceUrlRule({ appId: 'app', extraHosts: ['bots.example.org'] }) };

const hearing = (activity: unknown): Hearing => hear(activity, onThisMachine);

function heard(activity: unknown): Heard {
  const result = hearing(activity);
  if (result.outcome !== 'heard') throw new Error(`not heard: ${result.why}`);
  return result.heard;
}

const happening = (activity: unknown): Happening => heard(activity).happening;
const wordsOf = (activity: unknown) => (happening(activity) as { words?: string }).words;
const PRESS = { unknot: 'pressure-relaxed', step: 7 };

describe('an activity that is not one', () => {
  const hostile: [string, unknown][] = [
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['blank', '   '],
    ['a number', 7],
    ['an object', { id: 'x' }],
    ['a list', ['x']],
    ['huge', 'x'.repeat(100_000)],
    ['half a surrogate pair', 'a\ud800b'],
  ];
  const fields = ['type', 'channelId', 'serviceUrl', 'conversation.id', 'from.id', 'recipient.id'];

  it.each(fields.flatMap((field) => hostile.map(([what, value]) => [field, what, value] as const)))(
    'is refused when its %s is %s',
    (field, _what, value) => {
      const [name = '', inner] = field.split('.');
      const activity = aTeamsMessage('hi');
      activity[name] = inner ? { [inner]: value } : value;
      const result = hearing(activity);
      expect(result).toMatchObject({ outcome: 'refused', status: 400 });
      expect((result as { why: string }).why).toMatch(/^[A-Z].*\.$/s);
    },
  );

  it.each([null, undefined, 'text', 7, true, [], [aTeamsMessage('hi')]])('is refused when it is %p', (body) => {
    expect(hearing(body)).toMatchObject({ outcome: 'refused', status: 400 });
  });

  it.each(['terminal', 'agents', 'MSTEAMS', 'toString', 'skype'])('is refused from the channel %s', (channelId) => {
    expect(hearing(aTeamsMessage('hi', { channelId }))).toMatchObject({ outcome: 'refused' });
  });

  it('may lack a sender when it only says that somebody was added', () => {
    expect(heard(aTeamsJoin({ from: undefined })).address.user.id).toBe(TEAMS_USER);
    expect(hearing(aTeamsInstall({ from: undefined }))).toMatchObject({ outcome: 'ignored' });
    expect(hearing(aTeamsInstall({ from: { id: 7 } }))).toMatchObject({ outcome: 'refused' });
  });
});

describe('a service URL', () => {
  it.each([
    ['http://127.0.0.1:56150/_connector'],
    ['http://localhost:5000'],
    ['https://LOCALHOST/'],
    ['http://[::1]:4000/'],
    ['http://127.1.2.3/'],
    ['http://0x7f000001/'],
  ])('%s is on this machine', (url) => {
    expect(serviceUrlRule({})(url)).toBeUndefined();
  });

  it.each([
    ['http://example.org/'],
    ['http://127.0.0.1.example.org/'],
    ['http://localhost.example.org/'],
    ['http://user:word@127.0.0.1/'],
    ['http://0.0.0.0/'],
    ['http://169.254.169.254/latest/meta-data'],
    ['http://[::ffff:10.0.0.1]/'],
    ['file:///etc/passwd'],
    ['not a url'],
  ])('%s is refused without an app id', (url) => {
    expect(serviceUrlRule({})(url)).toMatch(/\.$/);
  });

  it.each([
    ['https://smba.trafficmanager.net/emea/'],
    ['https://slack.botframework.com/'],
    ['https://webchat.botframework.com/'],
    ['https://smba.infra.gcc.teams.microsoft.com/'],
    ['https://teams.microsoft.us'],
    ['https://bots.example.org/'],
  ])('%s is on the list', (url) => {
    expect(withAppId.serviceUrls(url)).toBeUndefined();
  });

  it.each([
    ['http://smba.trafficmanager.net/'],
    ['https://evilbotframework.com/'],
    ['https://botframework.com.evil.org/'],
    ['https://trafficmanager.net/'],
    ['https://other.trafficmanager.net/'],
    ['https://example.org/'],
    ['http://127.0.0.1/'],
    ['https://smba.trafficmanager.net@evil.org/'],
  ])('%s is refused with an app id', (url) => {
    expect(withAppId.serviceUrls(url)).toMatch(/\.$/);
    expect(hear(aTeamsMessage('hi', { serviceUrl: url }), withAppId)).toMatchObject({ outcome: 'refused' });
  });
});

describe('words', () => {
  it('are heard with everything that a turn wants to know', () => {
    expect(heard(aTeamsMessage('my shoulder hurts'))).toEqual({
      person: `msteams/${TEAMS_TENANT}/${encodeURIComponent(TEAMS_USER)}`,
      address: {
        channel: 'msteams',
        serviceUrl: SERVICE_URL,
        conversation: 'a:1personal',
        scope: 'personal',
        bot: { id: TEAMS_BOT, name: 'Unknot' },
        user: { id: TEAMS_USER, name: 'Ann Example', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001' },
        tenant: TEAMS_TENANT,
        locale: 'en-US',
      },
      happening: { kind: 'words', words: 'my shoulder hurts', activityId: '1700000000002' },
      key: 'msteams/message/a%3A1personal/1700000000002/',
      zone: 'Europe/Berlin',
      country: 'DE',
      expectReplies: false,
    });
  });

  it.each<[fact: string, activity: unknown, words: string]>([
    ['are trimmed', aTeamsMessage('  left \n'), 'left'],
    ['lose control characters and direction overrides', aTeamsMessage('le\u0000f\u0007t\u202e!'), 'left!'],
    ['keep their lines', aTeamsMessage('one\r\ntwo'), 'one\ntwo'],
    ['are in one spelling', aWebChatMessage('cafe\u0301'), 'café'],
    ['keep emoji that are joined', aWebChatMessage('👩‍💻'), '👩‍💻'],
    ['of half a surrogate pair are mended', aWebChatMessage('a\ud800b'), 'a\ufffdb'],
    ['are unescaped on Teams', aTeamsMessage('3 &lt; 4 &amp;amp; so&nbsp;on'), '3 < 4 &amp; so on'],
    [
      'come from text before HTML',
      aTeamsMessage('a', { attachments: [{ contentType: 'text/html', content: 'b' }] }),
      'a',
    ],
    [
      'come from HTML when there is nothing else',
      aTeamsMessage('', { attachments: [{ contentType: 'text/html', content: '<p>it <b>let</b> go<br>now</p>' }] }),
      'it let go\nnow',
    ],
    ['lose the mention of the bot', aTeamsChannelMessage('help me'), 'help me'],
    ['keep the name of somebody else', aTeamsChannelMessage('ask <at>Bob</at>'), 'ask Bob'],
    ['are unescaped on Slack', aSlackMessage('3 &lt; 4 &amp;lt; 5'), '3 < 4 &lt; 5'],
    [
      'show a link on Slack by its text',
      aSlackMessage('see <https://x.org/a?b=1|this> and <https://y.org>'),
      'see this and https://y.org',
    ],
    ['lose the mention of the bot on Slack', aSlackMention('help me'), 'help me'],
    [
      'hide who else was mentioned on Slack',
      aSlackMention('ask <@U0BOB> in <#C1|general>'),
      'ask @someone in #general',
    ],
    [
      'come from the event when Azure left the text out',
      aSlackMessage('hi there', {}, { text: undefined }),
      'hi there',
    ],
  ])('%s', (_fact, activity, words) => {
    expect(wordsOf(activity)).toBe(words);
  });

  it.each([
    ['letters', 'word '.repeat(50_000)],
    ['brackets', '<'.repeat(200_000)],
    ['ampersands', '&'.repeat(200_000)],
    ['open mentions', '<at>'.repeat(50_000)],
    ['emoji', '🧠'.repeat(50_000)],
    ['braces', '{'.repeat(200_000)],
  ])('are cut to 2,000 characters and still heard: %s', (_what, text) => {
    for (const activity of [aTeamsMessage(text), aSlackMessage(text), aWebChatMessage(text)]) {
      const words = wordsOf(activity) ?? '';
      expect([...words].length).toBeLessThanOrEqual(2_000);
      expect(words.isWellFormed()).toBe(true);
    }
  });

  it.each<[string, unknown]>([
    ['a picture', aTeamsMessage('', { attachments: [{ contentType: 'image/png', contentUrl: 'https://x/y.png' }] })],
    ['an empty message', aWebChatMessage('   ')],
    ['text that is no text', aTeamsMessage('', { text: { a: 1 } })],
    ['a mention and nothing else', aTeamsChannelMessage('')],
    ['a file on Slack', aSlackMessage('', { subtype: 'file_share', files: [{ id: 'F1' }] })],
  ])('are missing: %s', (_what, activity) => {
    expect(happening(activity)).toEqual({ kind: 'wordless' });
  });
});

describe('a press', () => {
  it.each<[where: string, activity: unknown]>([
    ['as an object', aTeamsPress(PRESS)],
    ['with inputs beside it', aTeamsPress({ ...PRESS, note: 'x' })],
    ['as JSON text', aTeamsPress(JSON.stringify(PRESS))],
    ['nested', aTeamsPress({ action: { data: PRESS } })],
    ['nested as JSON text', aTeamsPress({ data: JSON.stringify(PRESS) })],
    ['with a step that became text', aTeamsPress({ unknot: 'pressure-relaxed', step: '7' })],
    ['from an Action.Execute', aTeamsInvoke(PRESS)],
    [
      'in a channel, where nothing is mentioned',
      aTeamsPress(PRESS, { conversation: { id: '19:x', conversationType: 'channel' } }),
    ],
    ['from Web Chat', aWebChatMessage('', { text: undefined, value: PRESS, channelData: { postBack: true } })],
    ['on Slack in Payload', aSlackPress('unknot:pressure-relaxed:7')],
    ['on Slack in payload', aSlackPress('unknot:pressure-relaxed:7', { under: 'payload' })],
    ['on Slack in SlackMessage', aSlackPress('unknot:pressure-relaxed:7', { under: 'SlackMessage' })],
    ['on Slack with text beside it', aSlackPress('unknot:pressure-relaxed:7', { text: 'unknot:pressure-relaxed:7' })],
    ['on Slack in the text alone', aSlackPress(undefined, { text: 'unknot:pressure-relaxed:7' })],
    ['on Slack as JSON', aSlackPress(JSON.stringify(PRESS))],
    [
      'on Slack in the action id',
      aSlackPress(
        undefined,
        {},
        {
          channelData: { Payload: { type: 'block_actions', actions: [{ action_id: 'unknot:pressure-relaxed:7#0' }] } },
        },
      ),
    ],
    [
      'on Slack in a payload of JSON text',
      aSlackPress(
        undefined,
        {},
        {
          channelData: {
            payload: JSON.stringify({ type: 'block_actions', actions: [{ value: 'unknot:pressure-relaxed:7' }] }),
          },
        },
      ),
    ],
    ['on Slack with Azure leaving only text', aSlackMessage('unknot:pressure-relaxed:7')],
  ])('is understood %s', (_where, activity) => {
    expect(happening(activity)).toMatchObject({ kind: 'press', choice: 'pressure-relaxed', step: 7 });
  });

  it.each<[where: string, activity: unknown]>([
    ['as an object', aTeamsPress({ ...PRESS, nonce: '314159265' })],
    ['as a number, which some client makes of it', aTeamsPress({ ...PRESS, nonce: 314159265 })],
    ['from an Action.Execute', aTeamsInvoke({ ...PRESS, nonce: '314159265' })],
    ...['Payload', 'payload', 'SlackMessage'].map((under): [string, unknown] => [
      `on Slack in ${under}`,
      aSlackPress('unknot:pressure-relaxed:7#314159265', { under }),
    ]),
    ['on Slack with Azure leaving only text', aSlackMessage('unknot:pressure-relaxed:7#314159265')],
    [
      'on Slack in the action id',
      aSlackPress(
        undefined,
        {},
        { channelData: { Payload: { actions: [{ action_id: 'unknot:pressure-relaxed:7#314159265#2' }] } } },
      ),
    ],
  ])('carries the nonce of its asking, %s', (_where, activity) => {
    expect(happening(activity)).toMatchObject({ choice: 'pressure-relaxed', step: 7, nonce: '314159265' });
  });

  it.each(['soon', '-1', 'x'.repeat(100), { a: 1 }, null])('with a nonce that is none has none: %j', (nonce) => {
    expect(happening(aTeamsPress({ ...PRESS, nonce }))).toEqual({
      kind: 'press',
      choice: 'pressure-relaxed',
      step: 7,
      activityId: expect.any(String),
    });
  });

  it.each<[what: string, activity: unknown]>([
    ['data of somebody else', aTeamsPress({ verb: 'approve' })],
    ['a step that is no number', aTeamsPress({ unknot: 'yes', step: 'soon' })],
    ['a step below zero', aTeamsPress({ unknot: 'yes', step: -1 })],
    ['no step', aTeamsPress({ unknot: 'yes' })],
    ['a choice that is no id', aTeamsPress({ unknot: '<script>', step: 1 })],
    ['a number', aTeamsPress(7)],
    ['data nested without end', aTeamsPress(JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`))],
    ['a block of somebody else', aSlackPress('approve-42')],
    ['a block without anything', aSlackPress(undefined, {}, { channelData: { Payload: { type: 'block_actions' } } })],
  ])('is foreign with %s', (_what, activity) => {
    expect(happening(activity)).toEqual({ kind: 'foreign-press' });
  });

  it('with words beside foreign data is the words', () => {
    expect(wordsOf(aTeamsPress({ verb: 'approve' }, { text: 'left side' }))).toBe('left side');
  });

  it('that waits for a card gets its answer in the response', () => {
    expect(hearing(aTeamsInvoke(PRESS))).toMatchObject({ heard: { expectCard: true, expectReplies: false } });
    expect(hearing(aTeamsPress(PRESS))).not.toHaveProperty('heard.expectCard');
  });
});

describe('what needs no answer', () => {
  it.each<[what: string, activity: unknown]>([
    ['typing', aTeamsMessage('', { type: 'typing' })],
    ['the end of a conversation', aTeamsMessage('', { type: 'endOfConversation' })],
    ['a deleted message', aTeamsMessage('', { type: 'messageDelete' })],
    ['a read receipt', aTeamsMessage('', { type: 'event', name: 'application/vnd.microsoft.readReceipt' })],
    ['an activity nobody knows', aTeamsMessage('', { type: 'constructor' })],
    ['an invoke of somebody else', aTeamsInvoke({ verb: 'x' })],
    ['another invoke', aTeamsInvoke(PRESS, { name: 'task/fetch' })],
    ['talk in a channel', aTeamsChannelMessage('', { text: 'lunch?', entities: [] })],
    [
      'a mention of somebody else',
      aTeamsChannelMessage('', { entities: [{ type: 'mention', mentioned: { id: '29:bob' }, text: '<at>Bob</at>' }] }),
    ],
    ['a mention on Slack that is not in the words', aSlackMention('', { text: 'lunch?' }, { text: 'lunch?' })],
    ['talk in a channel of Slack', aSlackMention('', { type: 'message', text: 'lunch?' }, { text: 'lunch?' })],
    ['a bot on Slack', aSlackMessage('beep', { bot_id: 'B0OTHER' })],
    ['a bot message on Slack', aSlackMessage('beep', { subtype: 'bot_message' })],
    ['the bot itself', aSlackMessage('beep', {}, { from: { id: 'B0BOT:T0TEAM' } })],
    ['a bot by its role', aWebChatMessage('beep', { from: { id: 'x', role: 'bot' } })],
    ['somebody joining a channel of Slack', aSlackMessage('joined', { subtype: 'channel_join' })],
    ['a link preview on Slack', aSlackMessage('x', { subtype: 'message_changed', message: { ts: '1', text: 'x' } })],
    ['a deleted message on Slack', aSlackMessage('x', { subtype: 'message_deleted' })],
    ['another event of Slack', aSlackMessage('x', { type: 'app_home_opened' })],
    [
      'a reaction taken back',
      aTeamsReaction('like', { reactionsAdded: undefined, reactionsRemoved: [{ type: 'like' }] }),
    ],
    ['an upgrade of the app', aTeamsInstall({ action: 'add-upgrade' })],
    [
      'somebody else joining a channel',
      aTeamsJoin({ conversation: { id: '19:x', isGroup: true }, membersAdded: [{ id: '29:bob' }] }),
    ],
    [
      'the bot removed from a channel',
      aTeamsInstall({ action: 'remove', conversation: { id: '19:x', isGroup: true } }),
    ],
    ['a message that came back', aTeamsEdit('hi', { channelData: { eventType: 'undeleteMessage' } })],
    ['an edit that left nothing', aTeamsEdit('')],
  ])('%s', (_what, activity) => {
    const result = hearing(activity);
    expect(result).toMatchObject({ outcome: 'ignored' });
    expect((result as { why: string }).why).toMatch(/\.$/);
  });
});

describe('other happenings', () => {
  it.each<[what: string, activity: unknown, expected: Happening]>([
    ['an edit on Teams', aTeamsEdit('right'), { kind: 'edit', words: 'right', activityId: '1700000000002' }],
    [
      'an edit on Slack',
      aSlackMessage('', {
        subtype: 'message_changed',
        message: { user: 'U0ANN', ts: '17.1', text: 'right &amp; so', edited: { ts: '18.0' } },
      }),
      { kind: 'edit', words: 'right & so', activityId: '17.1' },
    ],
    [
      'an edit on Slack as Azure may send it',
      aSlackMessage('right', {}, { type: 'messageUpdate', channelData: {} }),
      { kind: 'edit', words: 'right', activityId: 'slack-activity-1' },
    ],
    [
      'an edit on Slack as Azure may send it, with the event',
      aSlackMessage(
        'right',
        { subtype: 'message_changed', message: { user: 'U0ANN', ts: '17.1', text: 'right', edited: { ts: '18.0' } } },
        { type: 'messageUpdate' },
      ),
      { kind: 'edit', words: 'right', activityId: '17.1' },
    ],
    [
      'an edit on Slack as Azure may send it, with the event of the message itself',
      aSlackMessage('right', { ts: '17.1' }, { type: 'messageUpdate' }),
      { kind: 'edit', words: 'right', activityId: '17.1' },
    ],
    [
      'words on Slack, by the time stamp that an edit of them names',
      aSlackMessage('left', { ts: '17.1' }),
      { kind: 'words', words: 'left', activityId: '17.1' },
    ],
    ['a reaction', aTeamsReaction('like'), { kind: 'reaction', sign: 'like' }],
    [
      'a reaction on Slack',
      aSlackMessage('', { type: 'reaction_added', reaction: '+1' }),
      { kind: 'reaction', sign: '+1' },
    ],
    ['an installation', aTeamsInstall(), { kind: 'installed' }],
    ['an installation told as a joining', aTeamsJoin(), { kind: 'installed' }],
    ['an uninstallation', aTeamsInstall({ action: 'remove' }), { kind: 'uninstalled' }],
    [
      'an uninstallation told as a leaving',
      aTeamsJoin({ membersAdded: undefined, membersRemoved: [{ id: TEAMS_BOT }] }),
      { kind: 'uninstalled' },
    ],
  ])('%s', (_what, activity, expected) => {
    expect(happening(activity)).toEqual(expected);
  });

  it('a wish for replies in the response is heard', () => {
    expect(heard(aWebChatMessage('hi', { deliveryMode: 'expectReplies' })).expectReplies).toBe(true);
  });
});

describe('a person', () => {
  it('is the same whatever they do', () => {
    const everything = [
      aTeamsMessage('hi'),
      aTeamsPress(PRESS),
      aTeamsInvoke(PRESS),
      aTeamsEdit('hi'),
      aTeamsReaction('like'),
      aTeamsInstall({ from: { id: TEAMS_USER } }), // without the object id
      aTeamsJoin({ from: { id: TEAMS_USER } }),
      aTeamsChannelMessage('hi'),
    ];
    expect(new Set(everything.map((activity) => heard(activity).person)).size).toBe(1);
    const onSlack = [aSlackMessage('hi'), aSlackMention('hi'), aSlackPress('unknot:yes:1')];
    expect(new Set(onSlack.map((activity) => heard(activity).person))).toEqual(new Set(['slack/T0TEAM/U0ANN']));
  });

  it('is somebody else on another channel, in another tenant, with another id', () => {
    const people = [
      aTeamsMessage('hi'),
      aTeamsMessage('hi', { from: { id: '29:bob' } }),
      aTeamsMessage('hi', { conversation: { id: 'a:1', tenantId: 'other', conversationType: 'personal' } }),
      aWebChatMessage('hi', { from: { id: TEAMS_USER } }),
      aWebChatMessage('hi', { channelId: 'directline', from: { id: TEAMS_USER } }),
      aSlackMessage('hi', {}, { from: { id: 'U0ANN:T0OTHER' } }),
      aSlackMessage('hi'),
      aWebChatMessage('hi', { from: { id: 'a/b' } }),
      aWebChatMessage('hi', { from: { id: 'a%2Fb' } }),
    ];
    expect(new Set(people.map((activity) => heard(activity).person)).size).toBe(people.length);
  });

  it('of Direct Line is the one who was added, not the conversation that says so', () => {
    const added = [{ id: 'unknot-bot' }, { id: 'dl_ann' }];
    const activity = aWebChatMessage('', {
      type: 'conversationUpdate',
      from: { id: 'conversation-1' },
      membersAdded: added,
    });
    expect(heard(activity).person).toBe('webchat//dl_ann');
  });
});

describe('an address', () => {
  it.each<[what: string, activity: unknown, expected: object]>([
    [
      'of a channel is a group',
      aTeamsChannelMessage('hi'),
      { scope: 'group', conversation: '19:abc@thread.tacv2;messageid=1' },
    ],
    [
      'of a group chat is a group',
      aTeamsChannelMessage('hi', { conversation: { id: '19:x', conversationType: 'groupChat' } }),
      { scope: 'group' },
    ],
    [
      'with a conversation id of a group is one',
      aTeamsChannelMessage('hi', { conversation: { id: '19:x@thread.v2' } }),
      { scope: 'group' },
    ],
    ['of a Slack channel is a group', aSlackMention('hi'), { scope: 'group' }],
    [
      'of several people on Slack is a group',
      aSlackMention('hi', { type: 'message', channel_type: 'mpim' }),
      { scope: 'group' },
    ],
    [
      'of a direct message is personal',
      aSlackMessage('hi'),
      { scope: 'personal', conversation: 'B0BOT:T0TEAM:D0DIRECT' },
    ],
    [
      'of a Slack thread keeps the thread apart, so that check-ins do not end there',
      aSlackMessage('hi', {}, { conversation: { id: 'B0BOT:T0TEAM:D0DIRECT:17.5' } }),
      { conversation: 'B0BOT:T0TEAM:D0DIRECT', thread: '17.5' },
    ],
    ['of a threaded event names the thread', aSlackMessage('hi', { thread_ts: '17.6' }), { thread: '17.6' }],
    [
      'of an edit in a thread names the thread',
      aSlackMessage('', {
        subtype: 'message_changed',
        message: { user: 'U0ANN', ts: '17.1', thread_ts: '17.6', text: 'right', edited: { ts: '18.0' } },
      }),
      { thread: '17.6' },
    ],
  ])('%s', (_what, activity, expected) => {
    expect(heard(activity).address).toMatchObject(expected);
  });

  it('never holds the token that Slack brings', () => {
    for (const activity of [aSlackMessage('hi'), aSlackPress('unknot:yes:1')]) {
      expect(JSON.stringify(heard(activity))).not.toContain('xoxb');
    }
  });
});

describe('zone, country and language', () => {
  it.each<[what: string, changes: Record<string, unknown>, expected: object]>([
    ['the zone of the activity wins', { localTimezone: 'Asia/Tokyo' }, { zone: 'Asia/Tokyo' }],
    ['the zone of the client is next', { localTimezone: undefined }, { zone: 'Europe/Berlin' }],
    ['a zone that does not exist is passed over', { localTimezone: 'Mars/Olympus' }, { zone: 'Europe/Berlin' }],
    ['an offset is no zone', { localTimezone: '+02:00', entities: [] }, { zone: undefined }],
    ['none is none', { localTimezone: undefined, entities: undefined }, { zone: undefined, country: undefined }],
    ['a zone of any other type is none', { localTimezone: { a: 1 }, entities: 'x' }, { zone: undefined }],
    ['a country is two letters', { entities: [aClientInfo({ country: 'us' })] }, { country: 'US' }],
    ['anything else is no country', { entities: [aClientInfo({ country: 'Germany' })] }, { country: undefined }],
    ['a locale is put right', { locale: 'de-de' }, { address: { locale: 'de-DE' } }],
    ['a locale that is none is left out', { locale: 'x_y z' }, { address: { locale: undefined } }],
  ])('%s', (_what, changes, expected) => {
    const { zone, country, address } = heard(aTeamsMessage('hi', changes));
    expect({ zone, country, address: { locale: address.locale } }).toMatchObject(expected);
  });
});

describe('the key of a happening', () => {
  const keyOf = (activity: unknown) => heard(activity).key;

  it.each<[fact: string, one: unknown, other: unknown]>([
    ['a message delivered again', aTeamsMessage('hi'), aTeamsMessage('hi', { timestamp: '2026-11-22T11:11:23Z' })],
    ['both halves of an installation', aTeamsInstall(), aTeamsJoin()],
    [
      'a Slack event under another activity id',
      aSlackMessage('hi'),
      aSlackMessage('hi', {}, { id: 'slack-activity-2' }),
    ],
    [
      'one message on Slack told as a mention and as talk',
      aSlackMention('hi'),
      aSlackMention('hi', { type: 'message' }, { id: 'slack-activity-2' }),
    ],
    ['a press on Slack delivered again', aSlackPress('unknot:yes:1'), aSlackPress('unknot:yes:1', {}, { id: 'again' })],
  ])('is the same for %s', (_fact, one, other) => {
    expect(keyOf(one)).toBeDefined();
    expect(keyOf(one)).toBe(keyOf(other));
  });

  it.each<[fact: string, one: unknown, other: unknown]>([
    ['two messages', aTeamsMessage('hi'), aTeamsMessage('hi', { id: '2' })],
    [
      'two conversations',
      aTeamsMessage('hi'),
      aTeamsMessage('hi', { conversation: { id: 'a:2', conversationType: 'personal' } }),
    ],
    ['a message and its edit', aTeamsMessage('hi'), aTeamsEdit('hi')],
    ['two edits of one message', aTeamsEdit('a'), aTeamsEdit('b', { timestamp: '2026-11-22T11:12:00Z' })],
    [
      'two reactions to one message',
      aTeamsReaction('like'),
      aTeamsReaction('like', { timestamp: '2026-11-22T11:12:00Z' }),
    ],
    ['two messages of one moment on Slack', aSlackMessage('a'), aSlackMessage('b', { client_msg_id: 'other' })],
    [
      'two buttons of one message on Slack',
      aSlackPress('unknot:yes:1'),
      aSlackPress(
        'unknot:yes:1',
        {},
        {
          channelData: {
            Payload: { type: 'block_actions', actions: [{ value: 'unknot:no:1', action_id: 'no', action_ts: '1' }] },
          },
        },
      ),
    ],
    ['an installation and one after a removal', aTeamsInstall(), aTeamsInstall({ timestamp: '2026-11-22T11:12:08Z' })],
    [
      'parts that only look alike once joined',
      aWebChatMessage('a', { id: 'x/y', conversation: { id: 'c' } }),
      aWebChatMessage('a', { id: 'y', conversation: { id: 'c/x' } }),
    ],
  ])('differs for %s', (_fact, one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });

  it('is missing when the channel gives no id', () => {
    expect(heard(aTeamsMessage('hi', { id: undefined }))).not.toHaveProperty('key');
  });
});

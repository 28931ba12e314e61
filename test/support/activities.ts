/** Activities as real clients send them, one builder for each kind. Every field can be replaced or, with undefined, taken out. */

type Activity = Record<string, unknown>;

export const TEAMS_BOT = '28:b0a7c0de-0000-4000-8000-000000000001';
export const TEAMS_USER = '29:1AnnExampleOfTheTeamsTenant';
export const TEAMS_TENANT = '11111111-2222-4333-8444-555555555555';
export const SERVICE_URL = 'http://127.0.0.1:56150/teams/';

export function aTeamsMessage(text: string, changes: Activity = {}): Activity {
  return withChanges({ ...teams('message'), text, textFormat: 'plain', entities: [aClientInfo()] }, changes);
}

/** In a channel, where the bot has to be mentioned to hear anything. */
export function aTeamsChannelMessage(text: string, changes: Activity = {}): Activity {
  const mention = '<at>Unknot</at>';
  return withChanges(
    {
      ...aTeamsMessage(`${mention} ${text}`),
      conversation: {
        isGroup: true,
        conversationType: 'channel',
        tenantId: TEAMS_TENANT,
        id: '19:abc@thread.tacv2;messageid=1',
      },
      entities: [{ type: 'mention', mentioned: { id: TEAMS_BOT, name: 'Unknot' }, text: mention }, aClientInfo()],
    },
    changes,
  );
}

/** A press of an `Action.Submit`: a message without text. */
export function aTeamsPress(value: unknown, changes: Activity = {}): Activity {
  return withChanges({ ...teams('message'), value, replyToId: '1700000000001', entities: [aClientInfo()] }, changes);
}

/** A press of an `Action.Execute`. */
export function aTeamsInvoke(data: unknown, changes: Activity = {}): Activity {
  const value = { action: { type: 'Action.Execute', verb: 'choose', data }, trigger: 'manual' };
  return withChanges({ ...teams('invoke'), name: 'adaptiveCard/action', value }, changes);
}

/** The first half of what Teams sends when somebody adds the bot. */
export function aTeamsInstall(changes: Activity = {}): Activity {
  return withChanges({ ...teams('installationUpdate'), action: 'add', id: 'f:install' }, changes);
}

/** The second half, with an id of its own and less in it. */
export function aTeamsJoin(changes: Activity = {}): Activity {
  const { localTimestamp: _, localTimezone: __, locale: ___, ...rest } = teams('conversationUpdate');
  return withChanges({ ...rest, id: 'f:join', membersAdded: [{ id: TEAMS_USER }, { id: TEAMS_BOT }] }, changes);
}

export function aTeamsEdit(text: string, changes: Activity = {}): Activity {
  return aTeamsMessage(text, {
    type: 'messageUpdate',
    channelData: { eventType: 'editMessage', tenant: { id: TEAMS_TENANT } },
    ...changes,
  });
}

export function aTeamsReaction(sign: string, changes: Activity = {}): Activity {
  return withChanges(
    { ...teams('messageReaction'), reactionsAdded: [{ type: sign }], replyToId: '1700000000001' },
    changes,
  );
}

export function aSlackMessage(text: string, event: Activity = {}, changes: Activity = {}): Activity {
  const message = {
    type: 'message',
    user: 'U0ANN',
    text,
    ts: '1700000000.000100',
    client_msg_id: '0b0b0b0b-1111-4222-8333-444444444444',
    team: 'T0TEAM',
    channel: 'D0DIRECT',
    channel_type: 'im',
    event_ts: '1700000000.000100',
  };
  return withChanges(
    {
      ...slack(),
      text,
      channelData: {
        SlackMessage: {
          token: 'a-verification-token',
          team_id: 'T0TEAM',
          type: 'event_callback',
          event: withChanges(message, event),
          event_id: 'Ev0EVENT',
          authorizations: [{ team_id: 'T0TEAM', user_id: 'U0BOT', is_bot: true }],
        },
        ApiToken: 'xoxb-secret',
      },
    },
    changes,
  );
}

/** In a channel, with the bot mentioned. */
export function aSlackMention(text: string, event: Activity = {}, changes: Activity = {}): Activity {
  return aSlackMessage(
    `<@U0BOT> ${text}`,
    { type: 'app_mention', channel: 'C0OPEN', channel_type: undefined, ...event },
    { conversation: { isGroup: true, id: 'B0BOT:T0TEAM:C0OPEN' }, ...changes },
  );
}

/** A press in Block Kit, under one of the names that public sources know it by. */
export function aSlackPress(
  value: string | undefined,
  { under = 'Payload', text }: { under?: string; text?: string } = {},
  changes: Activity = {},
): Activity {
  const payload = {
    type: 'block_actions',
    user: { id: 'U0ANN', team_id: 'T0TEAM' },
    channel: { id: 'D0DIRECT', name: 'directmessage' },
    message: { type: 'message', subtype: 'bot_message', bot_id: 'B0BOT', ts: '1700000000.000050' },
    actions: [{ type: 'button', action_id: 'some-action', block_id: 'b', value, action_ts: '1700000001.000200' }],
  };
  return withChanges({ ...slack(), text, channelData: { [under]: payload, ApiToken: 'xoxb-secret' } }, changes);
}

export function aWebChatMessage(text: string, changes: Activity = {}): Activity {
  return withChanges(
    {
      type: 'message',
      id: 'conversation-1|0000001',
      timestamp: '2026-11-22T11:11:08.168Z',
      localTimestamp: '2026-11-22T12:11:08.168+01:00',
      localTimezone: 'Europe/Berlin',
      locale: 'en-US',
      channelId: 'webchat',
      serviceUrl: 'http://127.0.0.1:5000/',
      from: { id: 'r_ann', name: 'You', role: 'user' },
      recipient: { id: 'unknot-bot', name: 'Unknot', role: 'bot' },
      conversation: { id: 'conversation-1' },
      text,
      channelData: { attachmentSizes: [], clientActivityID: 'abc' },
      attachments: [],
    },
    changes,
  );
}

export function aClientInfo(changes: Activity = {}): Activity {
  return { type: 'clientInfo', locale: 'en-US', country: 'DE', platform: 'Web', timezone: 'Europe/Berlin', ...changes };
}

function teams(type: string): Activity {
  return {
    type,
    id: '1700000000002',
    timestamp: '2026-11-22T11:11:08.168Z',
    localTimestamp: '2026-11-22T12:11:08.168+01:00',
    localTimezone: 'Europe/Berlin',
    locale: 'en-US',
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    from: { id: TEAMS_USER, name: 'Ann Example', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001' },
    recipient: { id: TEAMS_BOT, name: 'Unknot' },
    conversation: { conversationType: 'personal', tenantId: TEAMS_TENANT, id: 'a:1personal' },
    channelData: { tenant: { id: TEAMS_TENANT } },
  };
}

function slack(): Activity {
  return {
    type: 'message',
    id: 'slack-activity-1',
    timestamp: '2026-11-22T11:11:08.168Z',
    channelId: 'slack',
    serviceUrl: 'http://127.0.0.1:56150/',
    from: { id: 'U0ANN:T0TEAM', name: 'ann' },
    recipient: { id: 'B0BOT:T0TEAM', name: 'unknot' },
    conversation: { isGroup: false, id: 'B0BOT:T0TEAM:D0DIRECT' },
  };
}

/** As over HTTP: what is undefined is not there. */
function withChanges(activity: Activity, changes: Activity): Activity {
  return JSON.parse(JSON.stringify({ ...activity, ...changes }));
}

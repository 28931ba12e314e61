import type { CheckedActivity } from './checkActivity.ts';
import { cleanWords, cut, decodeEntities } from './cleanWords.ts';
import { at, isObject, type Json, listAt, textAt } from './json.ts';
import { type Press, readPress } from './press.ts';

/**
 * What Azure passes on from Slack hides in `channelData`, next to the workspace's token: read here, kept nowhere.
 * Public sources disagree about where a press stands, so all three spellings are taken.
 */
export type SlackHappening =
  | { kind: 'message'; channel?: string; ts?: string; eventId?: string; clientId?: string; thread?: string }
  | { kind: 'edit'; words: string; ts: string; editedAt: string; thread?: string }
  | { kind: 'reaction'; sign: string; eventId?: string }
  | { kind: 'press'; press: Press | undefined; actionId?: string; actionTs?: string; user?: string; thread?: string }
  | { kind: 'nothing'; why: string };

/** Kinds of message that a person wrote. All others, of which Slack has dozens, are notes about the channel. */
const WRITTEN = [undefined, 'file_share', 'thread_broadcast', 'me_message'];

export function slackHappening(activity: CheckedActivity): SlackHappening {
  const payload = pressPayload(activity);
  if (payload) return pressHappening(payload);
  const event = slackEvent(activity);
  if (!event) return { kind: 'message' };
  const eventId = textAt(activity, 'channelData', 'SlackMessage', 'event_id');
  if (event.type === 'reaction_added') {
    const sign = textAt(event, 'reaction');
    return sign
      ? { kind: 'reaction', sign, ...(eventId && { eventId }) }
      : { kind: 'nothing', why: 'A reaction without a name.' };
  }
  if (event.type !== 'message' && event.type !== 'app_mention') {
    return { kind: 'nothing', why: 'An event of Slack that needs no answer.' };
  }
  if (event.subtype === 'message_changed') return changed(event, activity);
  if (textAt(event, 'bot_id') || event.subtype === 'bot_message') return { kind: 'nothing', why: 'A bot wrote it.' };
  if (!WRITTEN.includes(event.subtype as string | undefined))
    return { kind: 'nothing', why: 'A note about the channel.' };
  const [channel, ts, clientId] = [textAt(event, 'channel'), textAt(event, 'ts'), textAt(event, 'client_msg_id')];
  const thread = threadOf(event);
  return {
    kind: 'message',
    ...(channel && { channel }),
    ...(ts && { ts }),
    ...(eventId && { eventId }),
    ...(clientId && { clientId }),
    ...(thread && { thread }),
  };
}

/** The words of a Slack message without the mention of the bot, its links and escapes turned back into text. */
export function slackWords(activity: CheckedActivity): string {
  const text = at(activity, 'text');
  const raw = typeof text === 'string' && text.trim() !== '' ? text : at(slackEvent(activity), 'text');
  return typeof raw === 'string' ? fromMrkdwn(raw, activity) : '';
}

/** Whether a message in a channel is meant for the bot. */
export function slackMentionsBot(activity: CheckedActivity): boolean {
  const event = slackEvent(activity);
  const bot = textAt(activity, 'recipient', 'id');
  const mentioned = listAt(activity, 'entities').some(
    (entity) => at(entity, 'type') === 'mention' && at(entity, 'mentioned', 'id') === bot,
  );
  const bots = botUsers(activity);
  if (mentioned || bots.length === 0) return mentioned || event?.type === 'app_mention';
  const text = `${at(activity, 'text') ?? ''} ${at(event, 'text') ?? ''}`;
  return bots.some((user) => text.includes(`<@${user}`));
}

/** `B…:T…:D…` or, in a thread, `B…:T…:C…:<thread>`. */
export function slackConversation(id: string): { conversation: string; channel?: string; thread?: string } {
  const [bot, team, channel, thread] = id.split(':');
  if (bot === undefined || team === undefined || channel === undefined) return { conversation: id };
  return { conversation: [bot, team, channel].join(':'), channel, ...(thread && { thread }) };
}

/** A direct message: the channel id starts with D, and the event says `im`. Everything else is read by others too. */
export function isSlackDirect(activity: CheckedActivity): boolean {
  const kind = textAt(slackEvent(activity), 'channel_type');
  if (kind) return kind === 'im';
  if (at(activity, 'conversation', 'isGroup') === true) return false;
  const { channel } = slackConversation(textAt(activity, 'conversation', 'id') ?? '');
  return channel === undefined || channel.startsWith('D');
}

function slackEvent(activity: CheckedActivity): Json | undefined {
  const event = at(activity, 'channelData', 'SlackMessage', 'event');
  return isObject(event) ? event : undefined;
}

function pressPayload(activity: CheckedActivity): Json | undefined {
  const data = at(activity, 'channelData');
  for (const name of ['Payload', 'payload', 'SlackMessage']) {
    const payload = fromText(at(data, name));
    // Slack posts a press as a form field, so it may arrive as JSON text; an event has no actions.
    if (isObject(payload) && (payload.type === 'block_actions' || Array.isArray(payload.actions))) return payload;
    const inner = fromText(at(payload, 'payload'));
    if (isObject(inner) && (inner.type === 'block_actions' || Array.isArray(inner.actions))) return inner;
  }
  return undefined;
}

function fromText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function pressHappening(payload: Json): SlackHappening {
  const actions = listAt(payload, 'actions');
  const ours = actions.find((action) => pressOf(action)) ?? actions[0];
  const actionId = textAt(ours, 'action_id') ?? textAt(ours, 'name');
  const actionTs = textAt(ours, 'action_ts') ?? textAt(payload, 'action_ts');
  const user = textAt(payload, 'user', 'id');
  const thread = threadOf(at(payload, 'message')) ?? threadOf(at(payload, 'container'));
  return {
    kind: 'press',
    press: pressOf(ours),
    ...(actionId && { actionId }),
    ...(actionTs && { actionTs }),
    ...(user && { user }),
    ...(thread && { thread }),
  };
}

/** The thread that something stands in. What a thread hangs from names it, too, but stands above it. */
function threadOf(message: unknown): string | undefined {
  const thread = textAt(message, 'thread_ts');
  const own = textAt(message, 'ts') ?? textAt(message, 'message_ts');
  return thread === own ? undefined : thread;
}

function pressOf(action: unknown): Press | undefined {
  return (
    readPress(at(action, 'value')) ??
    readPress(at(action, 'selected_option', 'value')) ??
    readPress(at(action, 'action_id'))
  );
}

function changed(event: Json, activity: CheckedActivity): SlackHappening {
  const message = at(event, 'message');
  if (textAt(message, 'bot_id') || at(message, 'subtype') === 'bot_message')
    return { kind: 'nothing', why: 'A bot changed it.' };
  const [ts, editedAt, text] = [textAt(message, 'ts'), textAt(message, 'edited', 'ts'), at(message, 'text')];
  // Slack reports a link preview as a change, too; only a person's own edit has `edited`.
  if (!ts || !editedAt || typeof text !== 'string')
    return { kind: 'nothing', why: 'A change that the person did not make.' };
  const thread = threadOf(message);
  return { kind: 'edit', words: fromMrkdwn(text, activity), ts, editedAt, ...(thread && { thread }) };
}

function botUsers(activity: CheckedActivity): string[] {
  return listAt(activity, 'channelData', 'SlackMessage', 'authorizations')
    .filter((authorization) => at(authorization, 'is_bot') === true)
    .map((authorization) => textAt(authorization, 'user_id'))
    .filter((user) => user !== undefined);
}

function fromMrkdwn(raw: string, activity: CheckedActivity): string {
  const bots = botUsers(activity);
  const mentions = listAt(activity, 'entities')
    .filter((entity) => at(entity, 'mentioned', 'id') === textAt(activity, 'recipient', 'id'))
    .map((entity) => textAt(entity, 'text'));
  let text = cut(raw);
  for (const mention of mentions) if (mention) text = text.replaceAll(mention, ' ');
  // Without a list of bot users, the mention that opens an app_mention is the bot's.
  if (bots.length === 0 && slackEvent(activity)?.type === 'app_mention') text = text.replace(/^\s*<@[^<>]*>/, ' ');
  // Only what Slack writes so: anything else between < and > was typed by somebody.
  text = text.replaceAll(/<([@#!][^<>]*|(?:https?|mailto|tel):[^<>]*)>/g, (_whole, inner: string) => {
    const bar = inner.indexOf('|');
    const [target, label] = bar < 0 ? [inner, ''] : [inner.slice(0, bar), inner.slice(bar + 1)];
    if (target.startsWith('@')) return bots.includes(target.slice(1)) ? ' ' : `@${label || 'someone'}`;
    if (target.startsWith('#')) return `#${label || 'channel'}`;
    if (target.startsWith('!')) return label || `@${target.slice(1)}`;
    return label || target;
  });
  return cleanWords(decodeEntities(text));
}

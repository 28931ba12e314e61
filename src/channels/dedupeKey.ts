import type { CheckedActivity } from './checkActivity.ts';
import { at, textAt } from './json.ts';
import type { SlackHappening } from './slackEvent.ts';

/** Names one happening, so that hearing it again changes nothing. Undefined when the channel gave nothing to go by. */
export function dedupeKey(activity: CheckedActivity, slack?: SlackHappening): string | undefined {
  const bySlack = slack && slackKey(activity, slack);
  if (bySlack) return bySlack;
  const id = textAt(activity, 'id');
  if (id === undefined) return undefined;
  // An edit carries the id of what it edits, and a reaction that of what it is about: only the time tells two apart.
  const again = activity.type === 'message' || activity.type === 'invoke' ? undefined : timestamp(activity);
  return key(activity.channelId, activity.type, conversation(activity), id, again);
}

/**
 * Teams announces an installation twice, in two activities of their own ids and in any order, and the person is to
 * be welcomed once: so both get this key, made of the conversation alone. The minute is in it, because somebody who
 * removes the bot and adds it again has to be heard; two halves on either side of a full minute are for the turn,
 * which knows whom it has welcomed.
 */
export function installKey(activity: CheckedActivity): string {
  return key(activity.channelId, 'installed', conversation(activity), timestamp(activity)?.slice(0, 16));
}

/**
 * Slack repeats an event under its event id, and reports one message in a channel as two events when it mentions the
 * bot. Channel and time stamp name the message itself, so they catch both; the sender's own message id keeps
 * messages of the same moment apart.
 */
function slackKey(activity: CheckedActivity, slack: SlackHappening): string | undefined {
  switch (slack.kind) {
    case 'message':
      if (slack.channel && slack.ts) return key('slack', 'message', slack.channel, slack.ts, slack.clientId);
      return slack.eventId && key('slack', 'event', slack.eventId);
    case 'edit':
      return key('slack', 'edit', conversation(activity), slack.ts, slack.editedAt);
    case 'reaction':
      return slack.eventId && key('slack', 'event', slack.eventId);
    case 'press':
      return (
        slack.actionTs && key('slack', 'press', conversation(activity), slack.user, slack.actionId, slack.actionTs)
      );
    case 'nothing':
      return undefined;
  }
}

function conversation(activity: CheckedActivity): string | undefined {
  return textAt(activity, 'conversation', 'id');
}

function timestamp(activity: CheckedActivity): string | undefined {
  const time = at(activity, 'timestamp');
  return typeof time === 'string' ? time.slice(0, 40) : undefined;
}

function key(...parts: (string | undefined)[]): string {
  return parts.map((part) => encodeURIComponent(part?.toWellFormed() ?? '')).join('/');
}

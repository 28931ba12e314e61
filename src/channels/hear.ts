import type { Happening, Heard } from '../heard.ts';
import { type CheckedActivity, checkActivity, isChecked } from './checkActivity.ts';
import { cleanWords } from './cleanWords.ts';
import { dedupeKey, installKey } from './dedupeKey.ts';
import { at, listAt, textAt } from './json.ts';
import { readPress } from './press.ts';
import type { ServiceUrlRule } from './serviceUrls.ts';
import { type SlackHappening, slackHappening, slackMentionsBot, slackWords } from './slackEvent.ts';
import { mentionsBot, teamsWords } from './teamsWords.ts';
import { countryOf, zoneOf } from './whereabouts.ts';
import { scopeOf, whoAndWhere } from './who.ts';

export type Hearing =
  /** Something for a turn. */
  | { outcome: 'heard'; heard: Heard }
  /** Not an activity that anybody may send here. `why` is a sentence for the caller. */
  | { outcome: 'refused'; status: 400; why: string }
  /** Nothing to answer. `why` is for the log and says nothing of what a person wrote. */
  | { outcome: 'ignored'; why: string };

export interface HearOptions {
  serviceUrls: ServiceUrlRule;
}

/**
 * What a Bot Framework activity says, without anything that belongs to the channel. Takes what is needed and drops
 * the rest; `channelData` in particular, which on Slack may hold the workspace's token.
 *
 * Pure. Whoever calls it has checked the token.
 */
export function hear(activity: unknown, options: HearOptions): Hearing {
  if (!isChecked(activity, options.serviceUrls)) {
    return { outcome: 'refused', status: 400, why: checkActivity(activity, options.serviceUrls) ?? 'Not an activity.' };
  }
  if (activity.type === 'message' && at(activity, 'from', 'role') === 'bot') return ignored('A bot wrote it.');
  const slack = activity.channelId === 'slack' ? onSlack(activity) : undefined;
  if (slack?.kind === 'nothing') return ignored(slack.why);
  const happening = happeningOf(activity, slack);
  if (typeof happening === 'string') return ignored(happening);
  const thread = slack && 'thread' in slack ? slack.thread : undefined;
  const who = whoAndWhere(activity, thread);
  if (!who) return ignored('It names nobody but the bot itself.');
  const key = happening.kind === 'installed' ? installKey(activity) : dedupeKey(activity, slack);
  const [zone, country] = [zoneOf(activity), countryOf(activity)];
  return {
    outcome: 'heard',
    heard: {
      ...who,
      happening,
      ...(key !== undefined && { key }),
      ...(zone !== undefined && { zone }),
      ...(country !== undefined && { country }),
      ...(activity.type === 'invoke'
        ? { expectReplies: false, expectCard: true }
        : { expectReplies: at(activity, 'deliveryMode') === 'expectReplies' }),
    },
  };
}

/** What happened, or in a sentence why it needs no answer. */
function happeningOf(activity: CheckedActivity, slack: SlackHappening | undefined): Happening | string {
  switch (activity.type) {
    case 'message':
      return slack ? slackMessage(activity, slack) : message(activity);
    case 'messageUpdate':
      return slack?.kind === 'edit' ? slackMessage(activity, slack) : edit(activity);
    case 'messageReaction':
      return reaction(activity);
    case 'invoke':
      return invoke(activity);
    case 'installationUpdate':
      return installation(activity);
    case 'conversationUpdate':
      return membership(activity);
    default:
      return 'A kind of activity that needs no answer.';
  }
}

function message(activity: CheckedActivity): Happening | string {
  const press = readPress(at(activity, 'value')) ?? readPress(at(activity, 'text'));
  if (press) return { kind: 'press', ...press, ...ofActivity(activity) };
  if (!isAddressed(activity)) return 'Talk in a channel that is not meant for the bot.';
  const words = wordsOf(activity);
  if (words !== '') return { kind: 'words', words, ...ofActivity(activity) };
  return at(activity, 'value') == null ? { kind: 'wordless' } : { kind: 'foreign-press' };
}

function slackMessage(activity: CheckedActivity, slack: SlackHappening): Happening | string {
  if (slack.kind === 'press') {
    // Azure may put the button's value into `text` and leave the payload bare.
    const press = slack.press ?? readPress(at(activity, 'text')) ?? readPress(at(activity, 'value'));
    return press ? { kind: 'press', ...press, ...ofActivity(activity) } : { kind: 'foreign-press' };
  }
  if (slack.kind === 'edit') {
    return isAddressed(activity) ? { kind: 'edit', words: slack.words, activityId: slack.ts } : 'An edit in a channel.';
  }
  if (slack.kind === 'reaction') {
    return scopeOf(activity) === 'personal' ? { kind: 'reaction', sign: slack.sign } : 'A reaction in a channel.';
  }
  const said = message(activity);
  // Only by its time stamp does an edit on Slack name what it is of.
  return typeof said === 'object' && said.kind === 'words' && slack.kind === 'message' && slack.ts
    ? { ...said, activityId: slack.ts }
    : said;
}

function edit(activity: CheckedActivity): Happening | string {
  const slackTs =
    activity.channelId === 'slack' ? textAt(activity, 'channelData', 'SlackMessage', 'event', 'ts') : undefined;
  const id = slackTs ?? textAt(activity, 'id');
  const words = wordsOf(activity);
  // Taking back a deletion is reported as an edit, but the person changed no word.
  if (at(activity, 'channelData', 'eventType') === 'undeleteMessage') return 'A message came back unchanged.';
  if (id === undefined || words === '' || !isAddressed(activity)) return 'An edit that leaves nothing to answer.';
  return { kind: 'edit', words, activityId: id };
}

function reaction(activity: CheckedActivity): Happening | string {
  const sign = listAt(activity, 'reactionsAdded')
    .map((added) => textAt(added, 'type'))
    .find((type) => type !== undefined);
  if (scopeOf(activity) !== 'personal') return 'A reaction in a channel.';
  return sign === undefined ? 'A reaction was taken back.' : { kind: 'reaction', sign: cleanWords(sign).slice(0, 100) };
}

function invoke(activity: CheckedActivity): Happening | string {
  const press = at(activity, 'name') === 'adaptiveCard/action' ? readPress(at(activity, 'value', 'action')) : undefined;
  return press ? { kind: 'press', ...press, ...ofActivity(activity) } : 'An invoke that is not ours.';
}

function installation(activity: CheckedActivity): Happening | string {
  if (at(activity, 'action') === 'add') return { kind: 'installed' };
  // Somebody who takes the bot out of a group has not taken it out of the private chat.
  if (at(activity, 'action') === 'remove' && scopeOf(activity) === 'personal') return { kind: 'uninstalled' };
  return 'An installation was changed in a way that concerns nobody.';
}

function membership(activity: CheckedActivity): Happening | string {
  const bot = textAt(activity, 'recipient', 'id');
  const personal = scopeOf(activity) === 'personal';
  const added = listAt(activity, 'membersAdded');
  // In a private chat there is nobody else to add: some clients name the person only.
  if (personal ? added.length > 0 : added.some((member) => at(member, 'id') === bot)) return { kind: 'installed' };
  const removed = listAt(activity, 'membersRemoved').some((member) => at(member, 'id') === bot);
  return personal && removed ? { kind: 'uninstalled' } : 'Somebody else came or went.';
}

function onSlack(activity: CheckedActivity): SlackHappening | undefined {
  if (activity.type === 'message') return slackHappening(activity);
  if (activity.type !== 'messageUpdate') return undefined;
  const changed = slackHappening(activity);
  return changed.kind === 'edit' || changed.kind === 'nothing' ? changed : undefined;
}

/** In a group only what mentions the bot is for it. Direct Line has no mentions. */
function isAddressed(activity: CheckedActivity): boolean {
  if (scopeOf(activity) === 'personal') return true;
  if (activity.channelId === 'msteams') return mentionsBot(activity);
  return activity.channelId !== 'slack' || slackMentionsBot(activity);
}

function wordsOf(activity: CheckedActivity): string {
  if (activity.channelId === 'msteams') return teamsWords(activity);
  if (activity.channelId === 'slack') return slackWords(activity);
  const text = at(activity, 'text');
  return typeof text === 'string' ? cleanWords(text) : '';
}

function ofActivity(activity: CheckedActivity): { activityId?: string } {
  const activityId = textAt(activity, 'id');
  return activityId === undefined ? {} : { activityId };
}

function ignored(why: string): Hearing {
  return { outcome: 'ignored', why };
}

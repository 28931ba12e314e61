import { type Address, type PersonKey, personKey } from '../address.ts';
import type { CheckedActivity } from './checkActivity.ts';
import { at, listAt, textAt } from './json.ts';
import { isSlackDirect, slackConversation } from './slackEvent.ts';
import { localeOf } from './whereabouts.ts';

/** Who is at the other end, and where an answer goes. Undefined when the activity names nobody but the bot. */
export function whoAndWhere(
  activity: CheckedActivity,
  thread?: string,
): { person: PersonKey; address: Address } | undefined {
  const bot = account(activity.recipient);
  const user = sender(activity);
  if (!bot || !user || user.id === bot.id) return undefined;
  const channel = activity.channelId;
  const scope = scopeOf(activity);
  const locale = localeOf(activity);
  const id = textAt(activity, 'conversation', 'id') ?? '';
  const slack = channel === 'slack' ? slackConversation(id) : undefined;
  const tenant = channel === 'slack' ? slackUser(user.id).team : tenantOf(activity);
  const inThread = thread ?? slack?.thread;
  return {
    person: personKey(channel, tenant, channel === 'slack' ? slackUser(user.id).user : user.id),
    address: {
      channel,
      serviceUrl: activity.serviceUrl,
      conversation: slack?.conversation ?? id,
      scope,
      bot: bot.name === undefined ? { id: bot.id } : { id: bot.id, name: bot.name },
      user,
      ...(tenant !== undefined && { tenant }),
      ...(channel === 'slack' && inThread !== undefined && { thread: inThread }),
      ...(locale !== undefined && { locale }),
    },
  };
}

/** Anything that more than one person can read. When a channel leaves it open, its conversation ids tell. */
export function scopeOf(activity: CheckedActivity): Address['scope'] {
  if (activity.channelId === 'slack') return isSlackDirect(activity) ? 'personal' : 'group';
  if (at(activity, 'conversation', 'isGroup') === true) return 'group';
  const kind = textAt(activity, 'conversation', 'conversationType');
  if (kind !== undefined) return kind.toLowerCase() === 'personal' ? 'personal' : 'group';
  const id = textAt(activity, 'conversation', 'id') ?? '';
  return activity.channelId === 'msteams' && id.startsWith('19:') ? 'group' : 'personal';
}

interface Account {
  id: string;
  name?: string;
  aadObjectId?: string;
}

/**
 * The person is known by `from.id`, on Teams too. `aadObjectId` would survive a new bot id, but not every activity
 * carries it (those about an installation may not), and one person must never become two. `29:…` is always there and
 * belongs to one person of one bot.
 */
function sender(activity: CheckedActivity): Account | undefined {
  const from = account(activity.from);
  if (activity.type !== 'conversationUpdate' || scopeOf(activity) !== 'personal') return from;
  // Direct Line writes the conversation, or the bot, as the sender of the news that both were added.
  const bot = textAt(activity, 'recipient', 'id');
  const members = listAt(activity, 'membersAdded')
    .map(account)
    .filter((member) => member !== undefined && member.id !== bot);
  return members.some((member) => member?.id === from?.id) ? from : (members[0] ?? from);
}

function account(value: unknown): Account | undefined {
  const id = textAt(value, 'id');
  if (id === undefined) return undefined;
  const [name, aadObjectId] = [textAt(value, 'name'), textAt(value, 'aadObjectId')];
  return { id, ...(name !== undefined && { name }), ...(aadObjectId !== undefined && { aadObjectId }) };
}

function tenantOf(activity: CheckedActivity): string | undefined {
  if (activity.channelId !== 'msteams') return undefined;
  return textAt(activity, 'conversation', 'tenantId') ?? textAt(activity, 'channelData', 'tenant', 'id');
}

/** `U…:T…`: a user id is only unique within its team. */
function slackUser(id: string): { user: string; team?: string } {
  const [user, team] = id.split(':');
  return user && team ? { user, team } : { user: id };
}

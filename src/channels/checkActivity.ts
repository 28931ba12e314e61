import { CHANNELS, type Channel } from '../address.ts';
import { at, isObject, type Json, textAt } from './json.ts';
import type { ServiceUrlRule } from './serviceUrls.ts';

/** The terminal is part of this program: nobody reaches it over HTTP. */
type HttpChannel = Exclude<Channel, 'terminal'>;

/** An activity that has everything a turn needs. */
export interface CheckedActivity extends Json {
  type: string;
  channelId: HttpChannel;
  serviceUrl: string;
}

/** Every activity has these. */
const NEEDED = [['type'], ['channelId'], ['serviceUrl'], ['conversation', 'id'], ['recipient', 'id']] as const;

/** Some clients announce that the bot was added without saying who did it. */
const WITHOUT_SENDER = ['conversationUpdate', 'installationUpdate'];

/**
 * Looks at a body before the SDK does, because the SDK skips its own checks when a field is missing: without a
 * `serviceUrl` a valid token is taken for any address, without a `channelId` for any channel. Answers with a
 * sentence for the caller, or undefined when all is well.
 */
export function checkActivity(body: unknown, rule: ServiceUrlRule): string | undefined {
  if (!isObject(body)) return 'The body is not an activity: it has to be a JSON object.';
  for (const path of NEEDED) {
    if (textAt(body, ...path) === undefined) return needed(path.join('.'));
  }
  if (textAt(body, 'from', 'id') === undefined) {
    const mayLackIt = WITHOUT_SENDER.includes(String(body.type)) && at(body, 'from', 'id') === undefined;
    if (!mayLackIt) return needed('from.id');
  }
  if (!isHttpChannel(String(body.channelId))) return 'The channelId is not one of the channels that this bot speaks.';
  return rule(String(body.serviceUrl));
}

export function isChecked(body: unknown, rule: ServiceUrlRule): body is CheckedActivity {
  return checkActivity(body, rule) === undefined;
}

function needed(field: string): string {
  return `The activity needs a ${field}: a string that is neither empty nor very long.`;
}

function isHttpChannel(channel: string): channel is HttpChannel {
  return channel !== 'terminal' && (CHANNELS as readonly string[]).includes(channel);
}

import type { Activity } from 'botbuilder';
import type { Address } from '../address.ts';
import type { Connector, Sent } from '../delivery/connector.ts';
import type { PictureUrl } from '../pictures.ts';
import { failureOf, meaning } from './failures.ts';
import { textAt } from './json.ts';
import type { ConnectorClient, KeptClients } from './keptClients.ts';
import { render, renderTyping } from './render.ts';
import type { ServiceUrlRule } from './serviceUrls.ts';

export interface ConnectorOptions {
  clients: KeptClients;
  serviceUrls: ServiceUrlRule;
  pictureUrl?: PictureUrl;
  timeoutMs?: number;
  now?: () => number;
}

/** The port of `src/delivery`, and the dots while somebody waits. */
export interface ChannelConnector extends Connector {
  typing(to: Address): Promise<Sent>;
}

/** Shorter than the 15 s after which a channel gives up on us. */
const TIMEOUT_MS = 8_000;

/** Sends to the Bot Framework's channels. Each call is one request, or none, and never rejects. */
export function createConnector(options: ConnectorOptions): ChannelConnector {
  const { clients, pictureUrl, timeoutMs = TIMEOUT_MS, now = Date.now } = options;

  async function ask(to: Address, request: Request): Promise<Sent> {
    // Checked when it was heard, too, but it has been in the database since, and our token goes with the message.
    const notThere = options.serviceUrls(to.serviceUrl);
    if (notThere !== undefined) return { outcome: 'rejected', why: notThere };
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(new TimedOut()), timeoutMs);
    try {
      const client = await clients.of(to.serviceUrl);
      const answer = await Promise.race([
        request(client.conversations, { abortSignal: abort.signal }),
        aborted(abort.signal),
      ]);
      const activityId = textAt(answer, 'id');
      return activityId === undefined ? { outcome: 'sent' } : { outcome: 'sent', activityId };
    } catch (error) {
      return meaning({ ...failureOf(error), before: !clients.haveSent(abort.signal) }, now());
    } finally {
      clearTimeout(timer);
    }
  }

  // The SDK's `Activity` asks for fields that only the channel can fill in.
  return {
    send: (to, message) =>
      ask(to, (talk, call) =>
        talk.sendToConversation(to.conversation, render(to, message, pictureUrl) as Partial<Activity>, call),
      ),
    update: (to, id, message) =>
      ask(to, (talk, call) =>
        talk.updateActivity(to.conversation, id, { ...render(to, message, pictureUrl), id } as Partial<Activity>, call),
      ),
    typing: (to) =>
      ask(to, (talk, call) => talk.sendToConversation(to.conversation, renderTyping(to) as Partial<Activity>, call)),
  };
}

type Request = (talk: ConnectorClient['conversations'], call: { abortSignal: AbortSignal }) => Promise<{ id?: string }>;

class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** Fetching a token heeds no signal, so the time-out has to be seen from outside, too. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

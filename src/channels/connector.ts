import type { Activity } from 'botbuilder';
import type { Address } from '../address.ts';
import type { Connector, Sent } from '../delivery/connector.ts';
import type { PictureUrl } from '../pictures.ts';
import { failureOf, meaning, type Tried, WRONG_CLOUD } from './failures.ts';
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
  /** Where Teams is in the US government's community cloud. */
  governmentUrl?: string;
}

/** The port of `src/delivery`, and the dots while somebody waits. */
export interface ChannelConnector extends Connector {
  typing(to: Address): Promise<Sent>;
}

/** Shorter than the 15 s after which a channel gives up on us. */
const TIMEOUT_MS = 8_000;

/** Teams answers `InvalidBotApiHost` to whoever looks for these tenants elsewhere. */
const GOVERNMENT_URL = 'https://smba.infra.gcc.teams.microsoft.com';

/** So many of their tenants are remembered, so as not to ask at the wrong door each time. */
const TENANTS_MAX = 1000;

/**
 * Sends to the Bot Framework's channels. Each call is one request, or none, and never rejects; only where Teams names
 * another host is it one more, after a certain refusal.
 */
export function createConnector(options: ConnectorOptions): ChannelConnector {
  const { clients, pictureUrl, timeoutMs = TIMEOUT_MS, now = Date.now, governmentUrl = GOVERNMENT_URL } = options;
  const government = new Set<string>();

  async function ask(to: Address, operation: Tried['operation'], request: Request): Promise<Sent> {
    const { channel, tenant = '' } = to;
    if (channel !== 'msteams') return (await once(to.serviceUrl, to, operation, request)).sent;
    if (government.has(tenant)) return (await once(governmentUrl, to, operation, request)).sent;
    const first = await once(to.serviceUrl, to, operation, request);
    if (!first.codes.includes(WRONG_CLOUD)) return first.sent;
    const second = await once(governmentUrl, to, operation, request);
    if (second.sent.outcome === 'sent' && government.size < TENANTS_MAX) government.add(tenant);
    return second.sent;
  }

  async function once(
    serviceUrl: string,
    { channel }: Address,
    operation: Tried['operation'],
    request: Request,
  ): Promise<{ sent: Sent; codes: string[] }> {
    // Checked when it was heard, too, but it has been in the database since, and our token goes with the message.
    const notThere = options.serviceUrls(serviceUrl);
    if (notThere !== undefined) return { sent: { outcome: 'rejected', why: notThere }, codes: [] };
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(new TimedOut()), timeoutMs);
    try {
      const client = await clients.of(serviceUrl);
      const answer = await Promise.race([
        request(client.conversations, { abortSignal: abort.signal }),
        aborted(abort.signal),
      ]);
      const activityId = textAt(answer, 'id');
      return { sent: { outcome: 'sent', ...(activityId !== undefined && { activityId }) }, codes: [] };
    } catch (error) {
      const failure = { ...failureOf(error), before: !clients.haveSent(abort.signal) };
      return { sent: meaning(failure, { channel, operation, now: now() }), codes: failure.codes };
    } finally {
      clearTimeout(timer);
    }
  }

  // The SDK's `Activity` asks for fields that only the channel can fill in.
  return {
    send: (to, message) =>
      ask(to, 'send', (talk, call) =>
        talk.sendToConversation(to.conversation, render(to, message, pictureUrl) as Partial<Activity>, call),
      ),
    update: (to, id, message) =>
      ask(to, 'update', (talk, call) =>
        talk.updateActivity(to.conversation, id, { ...render(to, message, pictureUrl), id } as Partial<Activity>, call),
      ),
    typing: (to) =>
      ask(to, 'send', (talk, call) =>
        talk.sendToConversation(to.conversation, renderTyping(to) as Partial<Activity>, call),
      ),
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

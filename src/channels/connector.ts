import type { Address } from '../address.ts';
import type { Connector, Sent } from '../delivery/connector.ts';
import type { PictureUrl } from '../pictures.ts';
import { type Ask, type Call, NotTaken } from './ask.ts';
import { failureOf, meaning, type Tried, WRONG_CLOUD } from './failures.ts';
import { textAt } from './json.ts';
import { render, renderTyping } from './render.ts';
import type { ServiceUrlRule } from './serviceUrls.ts';

export interface ConnectorOptions {
  ask: Ask;
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
  const { pictureUrl, timeoutMs = TIMEOUT_MS, now = Date.now, governmentUrl = GOVERNMENT_URL } = options;
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
    try {
      const { method, path, activity } = request;
      const encoded = `v3/conversations/${path.map(encodeURIComponent).join('/')}`;
      const activityId = textAt(await options.ask({ method, serviceUrl, path: encoded, activity, timeoutMs }), 'id');
      return { sent: { outcome: 'sent', ...(activityId !== undefined && { activityId }) }, codes: [] };
    } catch (error) {
      const { before = false, cause = error } = error instanceof NotTaken ? error : {};
      const failure = { ...failureOf(cause), before };
      return { sent: meaning(failure, { channel, operation, now: now() }), codes: failure.codes };
    }
  }

  return {
    send: (to, message) =>
      ask(to, 'send', {
        method: 'POST',
        path: [to.conversation, 'activities'],
        activity: render(to, message, pictureUrl),
      }),
    update: (to, id, message) =>
      ask(to, 'update', {
        method: 'PUT',
        path: [to.conversation, 'activities', id],
        activity: { ...render(to, message, pictureUrl), id },
      }),
    typing: (to) =>
      ask(to, 'send', { method: 'POST', path: [to.conversation, 'activities'], activity: renderTyping(to) }),
  };
}

/** What is asked of a channel. `path` leads from the conversations on, and is not encoded yet. */
interface Request extends Pick<Call, 'method' | 'activity'> {
  path: readonly string[];
}

import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';

export type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
export type ConnectorClient = Awaited<ReturnType<ConnectorFactory['create']>>;

export interface KeptClients {
  of(serviceUrl: string): Promise<ConnectorClient>;
  /** Whether the request with this signal got past the token. From there on it is unclear what the other side has seen. */
  haveSent(signal: AbortSignal): boolean;
}

/** Teams has a handful of service URLs for the whole world. A caller on this machine could make up more. */
const CLIENTS_MAX = 100;

/**
 * One client for each service URL, that makes each request once. Left alone, the SDK makes a new client every turn,
 * and repeats a request up to three times when the answer is a 500, so that one message can appear four times.
 */
export function keepClients(factory: ConnectorFactory): KeptClients {
  const clients = new Map<string, Promise<ConnectorClient>>();
  const sent = new WeakSet<AbortSignal>();

  async function make(serviceUrl: string): Promise<ConnectorClient> {
    // Without an audience the factory takes the one of the channels. No other is ever talked to.
    const client = await factory.create(serviceUrl);
    const pipeline = pipelineOf(client);
    pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    // Added last, so it runs after the SDK's own policy has put the token on the request.
    pipeline.addPolicy({
      name: 'unknotSent',
      sendRequest: (request, next) => {
        if (request.abortSignal) sent.add(request.abortSignal);
        return next(request);
      },
    });
    return client;
  }

  return {
    haveSent: (signal) => sent.has(signal),
    of(serviceUrl) {
      const kept = clients.get(serviceUrl);
      if (kept) return kept;
      const [oldest] = clients.keys();
      if (oldest !== undefined && clients.size >= CLIENTS_MAX) clients.delete(oldest);
      const made = make(serviceUrl);
      clients.set(serviceUrl, made);
      made.catch(() => clients.delete(serviceUrl));
      return made;
    },
  };
}

/** As much of the SDK's HTTP pipeline as is needed here. */
interface Pipeline {
  removePolicy(policy: { name: string }): unknown;
  addPolicy(policy: { name: string; sendRequest: Policy }): void;
}
type Policy = (request: OutgoingRequest, next: (request: OutgoingRequest) => Promise<unknown>) => Promise<unknown>;
interface OutgoingRequest {
  abortSignal?: AbortSignal;
}

/** `client` is private in the SDK, and there is no other way to its pipeline. */
function pipelineOf(client: ConnectorClient): Pipeline {
  const pipeline = (client as unknown as { client?: { pipeline?: Pipeline } }).client?.pipeline;
  if (!pipeline) {
    throw new Error(
      'This version of botframework-connector hides its pipeline, so its hidden retries cannot be removed.',
    );
  }
  return pipeline;
}

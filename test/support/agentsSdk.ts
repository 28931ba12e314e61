import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Activity } from '@microsoft/agents-activity';
import { CloudAdapter, ConnectorClient } from '@microsoft/agents-hosting';
import { hear } from '../../src/channels/hear.ts';
import { render } from '../../src/channels/render.ts';
import { serviceUrlRule } from '../../src/channels/serviceUrls.ts';
import type { Connector, Sent } from '../../src/delivery/connector.ts';
import type { TakeTurn } from '../../src/heard.ts';

/**
 * `/api/messages` and the connector on the Microsoft 365 Agents SDK in place of the Bot Framework's: all that
 * `src/channels/authentication.ts`, `botFramework.ts` and `connector.ts` would become, as far as one turn
 * without an app id goes. What it hears and what it sends are made by the same pure code.
 */
export function agentsConnector(): Connector {
  const client = (serviceUrl: string) => ConnectorClient.createClientWithToken(serviceUrl.replace(/\/$/, ''), '');
  const sent = (answer: { id?: string } | undefined): Sent =>
    answer?.id === undefined ? { outcome: 'sent' } : { outcome: 'sent', activityId: answer.id };
  return {
    send: async (to, message) =>
      sent(await client(to.serviceUrl).sendToConversation(to.conversation, Activity.fromObject(render(to, message)))),
    update: async (to, id, message) =>
      sent(
        await client(to.serviceUrl).updateActivity(
          to.conversation,
          id,
          Activity.fromObject({ ...render(to, message), id }),
        ),
      ),
  };
}

/** Listens for activities on a free port. */
export async function agentsListener(takeTurn: TakeTurn): Promise<AsyncDisposable & { url: string }> {
  const adapter = new CloudAdapter({});
  const serviceUrls = serviceUrlRule({});
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    // The SDK's own host is Express; these are the four things that it asks of one.
    const answer = {
      headersSent: false,
      writableEnded: false,
      status(code: number) {
        response.statusCode = code;
        return this;
      },
      setHeader(name: string, value: string) {
        response.setHeader(name, value);
        return this;
      },
      send(sent?: unknown) {
        response.end(JSON.stringify(sent));
        return this;
      },
      end() {
        response.end();
        return this;
      },
    };
    const inbound = { body, headers: request.headers, method: 'POST' };
    await adapter.authorizeRequest(inbound, answer, () => {});
    await adapter.process(inbound, answer, async () => {
      // The activity as it came: the SDK's `Activity` is a class that has renamed and dropped some of it.
      const hearing = hear(body, { serviceUrls });
      if (hearing.outcome === 'heard') await takeTurn(hearing.heard);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

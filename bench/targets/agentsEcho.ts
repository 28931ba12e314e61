import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { ActivityHandler, CloudAdapter } from '@microsoft/agents-hosting';

/**
 * The echo on the Microsoft 365 Agents SDK, which follows the Bot Framework's. Its own host is Express; here it is
 * node:http with the four things that the SDK asks of Express, which costs less.
 */
class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`Echo: ${context.activity.text}`);
      await next();
    });
  }
}

const adapter = new CloudAdapter({});
const bot = new EchoBot();
const server = createServer(async (request, response) => {
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
  const body = (await json(request)) as Record<string, unknown>;
  const inbound = { body, headers: request.headers, method: 'POST' };
  await adapter.authorizeRequest(inbound, answer, () => {});
  await adapter.process(inbound, answer, (context) => bot.run(context));
});
server.listen(Number(process.env.PORT), '127.0.0.1', () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
);

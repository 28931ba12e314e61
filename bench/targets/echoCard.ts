import { readFileSync } from 'node:fs';
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import restify, { type Request, type Response } from 'restify';

/** The echo sample, but what it sends is a card as rich as those of Unknot: the one in the file that CARD names. */
const card = JSON.parse(readFileSync(process.env.CARD as string, 'utf8')) as object;
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(process.env));

class CardBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(card);
      await next();
    });
  }
}

const bot = new CardBot();
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request: Request, response: Response) => {
  const { headers, body } = request;
  await adapter.process({ headers, body: body as Record<string, unknown>, method: 'POST' }, response, (context) =>
    bot.run(context),
  );
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.({ port: server.address().port }));

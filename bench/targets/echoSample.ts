import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import restify, { type Request, type Response } from 'restify';

/**
 * What the Bot Framework's own echo sample is made of, with nothing taken out or put in: restify with its body parser,
 * the CloudAdapter, an ActivityHandler that sends the words back. The reply goes out within the turn, nothing is kept.
 */
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(process.env));
adapter.onTurnError = async (context: TurnContext, error: Error) => {
  console.error(error);
  await context.sendActivity('The bot encountered an error.');
};

class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`Echo: ${context.activity.text}`);
      await next();
    });
  }
}

const bot = new EchoBot();
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request: Request, response: Response) => {
  const { headers, body } = request;
  await adapter.process({ headers, body: body as Record<string, unknown>, method: 'POST' }, response, (context) =>
    bot.run(context),
  );
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.({ port: server.address().port }));

import { randomBytes } from 'node:crypto';
import { CHANNELS } from './address.ts';
import type { After } from './after.ts';
import { type Bot, createBot } from './bot.ts';
import { type BotFramework, createBotFramework } from './channels/botFramework.ts';
import { createEmbeddedChat } from './channels/embedded/embeddedChat.ts';
import type { Route } from './channels/webchat/directLine.ts';
import { createWebChat } from './channels/webchat/webChat.ts';
import { type Config, readConfig } from './config.ts';
import type { DeliveryPoint } from './delivery/deliver.ts';
import type { Limits } from './delivery/pace.ts';
import { loadDotEnv } from './dotEnv.ts';
import { nameOf } from './fault.ts';
import { createLog, type Log } from './log.ts';
import type { Chart } from './message.ts';
import { createMetrics } from './operations/metrics.ts';
import { loadPictures, type PictureUrl } from './pictures.ts';
import { type RunningServer, startServer } from './server/server.ts';
import { openStore } from './store/openStore.ts';
import { telemetryOf } from './telemetry.ts';
import type { TurnPoint } from './turn/takeTurn.ts';

/** Everything but the terminal, which has a process of its own. */
const SERVED = CHANNELS.filter((channel) => channel !== 'terminal');

interface Running {
  port: number;
  stop(): Promise<void>;
}

interface StartOptions {
  log: Log;
  /** Milliseconds since 1970. */
  clock?: () => number;
  after?: After;
  /** What the channels take, if it is not what they say. */
  limits?: Limits;
  /** Where a test may end the process. */
  passes?: (point: TurnPoint | DeliveryPoint) => void;
}

/**
 * Builds everything and starts it. Throws when the settings cannot work, the words cannot be read, the database
 * cannot be opened or the port is taken.
 */
export async function start(config: Config, { log, clock, after, limits, passes }: StartOptions): Promise<Running> {
  const store = await openStore(config);
  const pictures = loadPictures();
  const metrics = createMetrics({ waiting: () => store.waiting(), token: config.metricsToken });
  // Few configure it, and nobody else shall wait for it to load.
  const traces = config.traces
    ? (await import('./operations/traces.ts')).createTraces({ log, clock: clock ?? Date.now })
    : undefined;
  // Where nobody else can come, the pictures are at this machine's own address.
  const address = () => config.publicUrl ?? (config.bot ? undefined : server.url);
  const [urlOfPicture, urlOfChart] = [
    pictures.urlsUnder(address),
    (chart: Chart) => bot.charts?.urlsUnder(address)(chart),
  ];
  const pictureUrl: PictureUrl = (shown) => ('token' in shown ? urlOfChart(shown) : urlOfPicture(shown));
  const canShow = config.publicUrl !== undefined || config.bot === undefined;
  let framework: BotFramework | undefined;
  const bot: Bot = createBot({
    store,
    channels: SERVED,
    log,
    resultsDays: config.resultsDays,
    linkSecret: canShow ? (config.linkSecret ?? randomBytes(32).toString('base64url')) : undefined,
    connect: (takeTurn, notKept) => {
      framework = createBotFramework({
        settings: { ...config.bot },
        extraHosts: config.serviceHosts,
        takeTurn,
        notKept,
        pictureUrl,
        log,
      });
      return framework.connector;
    },
    ...(clock && { clock }),
    ...(after && { after }),
    ...(limits && { limits }),
    telemetry: telemetryOf([metrics.telemetry, ...(traces ? [traces.telemetry] : [])]),
    ...(passes && { passes }),
  });
  const listen: BotFramework['listen'] = (inbound) => (framework as BotFramework).listen(inbound);
  // Nobody is checked there, so it is for this machine alone, and never beside a bot that others can reach.
  const webChat = config.bot
    ? undefined
    : createWebChat({ listen, url: () => server.url, publicUrl: config.publicUrl });
  const embedded = embeddedRoutes(config, log, clock);
  const serve = () =>
    startServer({
      port: config.port,
      loopbackOnly: config.bot === undefined,
      listen,
      routes: [
        pictures.route,
        ...(bot.charts ? [bot.charts.route] : []),
        // Who writes how much is nobody else's business.
        ...(config.bot === undefined || config.metricsToken !== undefined ? [metrics.route] : []),
        ...(webChat?.routes ?? []),
        ...embedded,
      ],
      ...(webChat && { upgrade: webChat.upgrade }),
      notReady: () =>
        store.nextDue(SERVED).then(
          () => undefined,
          () => 'The database cannot be used at the moment.',
        ),
      log,
    });
  // What listens can answer.
  const ready = (framework as BotFramework | undefined)?.ready();
  const server: RunningServer = await Promise.resolve(ready)
    .then(serve)
    .catch(async (error: unknown) => {
      await store.close();
      const sentence = PORT_TROUBLE[(error as { code?: string }).code ?? '']?.(config.port);
      throw sentence === undefined ? error : new Error(sentence, { cause: error });
    });
  bot.start();
  return {
    port: server.port,
    async stop() {
      webChat?.close();
      await server.close();
      await bot.stop();
      await framework?.settled();
      await traces?.close();
      await store.close();
    },
  };
}

/** The settings are checked: with a page to embed there is an address and a secret for links. */
function embeddedRoutes({ embedding, publicUrl, linkSecret }: Config, log: Log, now?: () => number): Route[] {
  if (!embedding || publicUrl === undefined || linkSecret === undefined) return [];
  const routes = createEmbeddedChat({ ...embedding, publicUrl, linkSecret, log, ...(now && { now }) });
  if (routes) return routes;
  throw new Error(
    'DIRECT_LINE_SECRET asks for a page to embed, but Web Chat is not installed: node_modules/botframework-webchat/dist/webchat.js is missing.',
  );
}

const PORT_TROUBLE: Partial<Record<string, (port: number) => string>> = {
  EADDRINUSE: (port) =>
    `Port ${port} is taken, perhaps by another Unknot. Stop the other program, or set PORT to another number.`,
  EACCES: (port) => `Port ${port} may not be used by this account. Set PORT to a number above 1023.`,
};

/** Whoever restarts a container gives it little time, and takes what is left of it away without a word. */
const STOP_MS = 1_900;

async function main(): Promise<void> {
  loadDotEnv();
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const running = await start(config, { log });
  process.stdout.write(
    `Unknot listens on http://127.0.0.1:${running.port}\n` +
      (config.bot ? '' : `  in a browser:  http://127.0.0.1:${running.port}\n`) +
      (config.embedding ? `  in a browser:  ${config.publicUrl}\n` : '') +
      `  activities:  POST http://127.0.0.1:${running.port}/api/messages\n` +
      `  in a terminal:  npm run talk\n` +
      (config.bot ? '' : '  There is no app id, so only this machine can talk to it.\n'),
  );
  const stop = () => {
    // A second signal, or the end of the time a container is given, ends it at once.
    process.once('SIGINT', () => process.exit(1));
    setTimeout(() => {
      log.error(
        {},
        'Stopping took too long, perhaps because the database hangs. What was saved is found by the next start.',
      );
      process.exit(1);
    }, STOP_MS);
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ reason: nameOf(error) }, 'Stopping did not go cleanly.');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}

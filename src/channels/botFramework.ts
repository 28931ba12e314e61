import type { PersonKey } from '../address.ts';
import { type After, afterTimeout } from '../after.ts';
import { faultOf } from '../fault.ts';
import type { Heard, Taken, TakeTurn } from '../heard.ts';
import type { Message } from '../message.ts';
import type { PictureUrl } from '../pictures.ts';
import { createAsk } from './ask.ts';
import { atMostEvery } from './atMostEvery.ts';
import { Authentication, type Credentials, NotAuthenticated, type SdkSettings } from './authentication.ts';
import { type CheckedActivity, checkActivity } from './checkActivity.ts';
import { type ChannelConnector, createConnector } from './connector.ts';
import { type Hearing, hear } from './hear.ts';
import { render } from './render.ts';
import { renderTeams } from './renderTeams.ts';
import { serviceUrlRule } from './serviceUrls.ts';
import { showPicture } from './showPicture.ts';
import { KeysOutOfReach } from './signingKeys.ts';

export interface BotFrameworkOptions {
  /** `MicrosoftAppId` and the rest, as the SDK names them. Without an app id everybody on this machine is believed. */
  settings: SdkSettings;
  /** Hosts that replies may go to, besides those of the channels. */
  extraHosts?: readonly string[];
  credentials?: Credentials;
  /** Where a picture is found; without it messages go without pictures. */
  pictureUrl?: PictureUrl;
  takeTurn: TakeTurn;
  /** What a person is told when the database did not take their message. */
  notKept: Message;
  log?: Log;
  now?: () => number;
  after?: After;
  timeoutMs?: number;
}

/** As much of a log as is needed. */
interface Log {
  debug?(fields: Record<string, unknown>, sentence: string): void;
  warn(fields: Record<string, unknown>, sentence: string): void;
  error(fields: Record<string, unknown>, sentence: string): void;
}

/** An HTTP request and its answer, with nothing of a web server in it. */
interface Inbound {
  /** Parsed JSON, or whatever came. */
  body: unknown;
  authorization: string;
}
interface Answer {
  status: number;
  body?: unknown;
}

export interface BotFramework {
  /** Loads what the first activity needs. Rejects when the settings cannot work. */
  ready(): Promise<void>;
  /** Answers one activity. Never rejects. */
  listen(inbound: Inbound): Promise<Answer>;
  connector: ChannelConnector;
  /** Until everything that was sent on the side, such as a typing indicator, is through. */
  settled(): Promise<void>;
}

/** People begin to wonder. */
const TYPING_AFTER_MS = 1_000;

/** Nobody needs to hear more often that the database is down. */
const NOT_KEPT_EVERY_MS = 60_000;

/** Anybody may cause these lines as often as they like. */
const REFUSED_EVERY_MS = 60_000;

/** The Bot Framework's side of the program: activities in, messages out. */
export function createBotFramework(options: BotFrameworkOptions): BotFramework {
  const { log = SILENT, now = Date.now, after = afterTimeout, takeTurn, notKept, pictureUrl } = options;
  const appId = options.settings.MicrosoftAppId;
  const serviceUrls = serviceUrlRule({ appId, extraHosts: options.extraHosts ?? [] });
  const authentication = new Authentication(options.settings, options.credentials, now);
  const connector = createConnector({
    ask: createAsk(authentication.sign, after),
    serviceUrls,
    now,
    ...(pictureUrl && { pictureUrl }),
    ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
  });
  const mayTell = atMostEvery<PersonKey>(NOT_KEPT_EVERY_MS, now);
  const mayLog = atMostEvery<string>(REFUSED_EVERY_MS, now);
  const aside = new Set<Promise<unknown>>();

  async function listen({ body, authorization }: Inbound): Promise<Answer> {
    const wrong = checkActivity(body, serviceUrls);
    if (wrong !== undefined) return { status: 400, body: { error: wrong } };
    try {
      await authentication.check(body as CheckedActivity, authorization);
      return await answerTo(hear(body, { serviceUrls }), body);
    } catch (error) {
      return failed(error);
    }
  }

  async function answerTo(hearing: Hearing, body: unknown): Promise<Answer> {
    if (hearing.outcome === 'refused') return { status: hearing.status, body: { error: hearing.why } };
    if (hearing.outcome === 'ignored') {
      log.debug?.({ why: hearing.why }, 'An activity was left without an answer.');
      return nothingToSay(body);
    }
    const { heard } = hearing;
    const taken = await turn(heard);
    if (taken.outcome === 'not-kept') return notKeptAnswer(heard);
    const { replies = [], card = undefined } = taken.outcome === 'saved' ? taken : {};
    if (heard.expectCard) return { status: 200, body: card ? cardAnswer(card, pictureUrl) : OK_FOR_CARD };
    return heard.expectReplies ? inBody(heard, replies, pictureUrl) : { status: 200 };
  }

  async function turn(heard: Heard): Promise<Taken> {
    const typed = waitsForDots(heard)
      ? after(TYPING_AFTER_MS, () => onTheSide(connector.typing(heard.address)))
      : undefined;
    try {
      return await takeTurn(heard);
    } catch (error) {
      // A fault of ours. Whether anything was kept is not known, so the person had better say it again.
      log.error({ ...faultOf(error) }, 'A turn failed, and the person is told. It is a fault of this program.');
      return { outcome: 'not-kept' };
    } finally {
      typed?.();
    }
  }

  function notKeptAnswer(heard: Heard): Answer {
    const told = saidSomething(heard) && mayTell(heard.person);
    if (heard.expectReplies) return inBody(heard, told ? [notKept] : []);
    if (told) onTheSide(connector.send(heard.address, notKept));
    // Not 200: that would mean kept, and a channel that tries again may have better luck.
    return { status: 503, body: { error: 'The message was not kept. Please send it again later.' } };
  }

  function failed(error: unknown): Answer {
    if (error instanceof NotAuthenticated) {
      if (mayLog(error.name)) {
        log.warn(
          { why: error.message },
          'A caller was refused, and perhaps others since the last minute. If it is your own bot, compare MicrosoftAppId with the app registration.',
        );
      }
      return { status: 401, body: { error: 'The token does not prove that the Bot Framework sent this activity.' } };
    }
    if (error instanceof KeysOutOfReach) {
      if (mayLog(error.name)) {
        log.error(
          { reason: reason(error.cause) },
          'Callers cannot be checked, because the keys of the Bot Framework cannot be fetched. They are asked to come again; look whether login.botframework.com can be reached from here.',
        );
      }
      return { status: 503, body: { error: error.message } };
    }
    log.error({ ...faultOf(error) }, 'An activity failed. It is a fault of this program.');
    return { status: 500, body: { error: 'The bot failed. It is not your fault.' } };
  }

  function onTheSide(work: Promise<unknown>): void {
    const done = work.finally(() => aside.delete(done));
    aside.add(done);
  }

  return {
    ready: () => authentication.ready(),
    listen,
    connector,
    settled: async () => {
      await Promise.allSettled(aside);
    },
  };
}

/** Slack shows no dots, and who waits for the HTTP answer sees none. */
function waitsForDots({ address, expectReplies, happening }: Heard): boolean {
  return address.channel !== 'slack' && !expectReplies && happening.kind !== 'uninstalled';
}

/** Nobody who only pressed 👍, or left, waits for an answer. */
function saidSomething({ happening }: Heard): boolean {
  return happening.kind !== 'reaction' && happening.kind !== 'installed' && happening.kind !== 'uninstalled';
}

function inBody(heard: Heard, replies: Message[], pictureUrl?: PictureUrl): Answer {
  return { status: 200, body: { activities: replies.map((reply) => render(heard.address, reply, pictureUrl)) } };
}

/** An invoke that nobody answers shows the person an error; what it is about does not matter. */
function nothingToSay(body: unknown): Answer {
  const activity = body as CheckedActivity;
  if (activity.type === 'invoke' && activity.name === 'adaptiveCard/action') return { status: 200, body: OK_FOR_CARD };
  if (activity.deliveryMode === 'expectReplies') return { status: 200, body: { activities: [] } };
  return { status: 200 };
}

/** `Action.Execute` gets the card that was pressed as it is from now on. What there is to say comes as a message. */
function cardAnswer(message: Message, pictureUrl?: PictureUrl): object {
  const [card] = renderTeams(message, pictureUrl && showPicture(message, pictureUrl)).attachments;
  return { statusCode: 200, type: card?.contentType, value: card?.content };
}

const OK_FOR_CARD = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'OK' };

function reason(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

const SILENT: Log = { warn: () => {}, error: () => {} };

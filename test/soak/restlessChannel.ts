import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buttonsOf } from '../support/cardButtons.ts';

/** What the channel does with one request. The second half has taken the message, and the bot cannot know it. */
export type Reaction =
  | 'takes'
  | 'throttles'
  | 'refuses'
  | 'fails'
  | 'resets'
  | 'fails-after-taking'
  | 'resets-after-taking'
  | 'never-answers';

/** The bot may send again after these, and never sends a check-in again. */
const UNCLEAR: ReadonlySet<Reaction> = new Set<Reaction>([
  'fails',
  'resets',
  'fails-after-taking',
  'resets-after-taking',
  'never-answers',
]);
/** Nobody hears the same farewell twice within it. */
const ANEW_MS = 60_000;
const NOT_TAKEN: ReadonlySet<Reaction> = new Set<Reaction>(['throttles', 'refuses', 'fails', 'resets']);

/** One message, with everything that was asked for it. */
export interface Message {
  conversation: string;
  kind: 'reply' | 'check-in' | 'not-kept';
  /** What each request for it got, and when. */
  requests: { at: number; reaction: Reaction }[];
  buttons: { title: string; data: object }[];
  words: string;
}

export const wasTaken = ({ requests }: Message) => requests.some(({ reaction }) => !NOT_TAKEN.has(reaction));
export const takenTimes = ({ requests }: Message) => requests.filter(({ reaction }) => !NOT_TAKEN.has(reaction)).length;
export const isUnclear = (reaction: Reaction) => UNCLEAR.has(reaction);

/** The channel of everybody: takes most of what it is sent, and does each wrong now and then. */
export class RestlessChannel implements AsyncDisposable {
  readonly #server = createServer();
  readonly #messages = new Map<string, Message>();
  readonly #waiting = new Map<string, (message: Message) => void>();
  /** Taken, and not looked at yet. */
  readonly #unseen = new Map<string, Message[]>();
  readonly #reaction: () => Reaction;
  readonly counted = new Map<Reaction, number>();
  serviceUrl = '';

  static async open(reaction: () => Reaction): Promise<RestlessChannel> {
    const channel = new RestlessChannel(reaction);
    channel.#server.on('request', (request, response) => {
      let text = '';
      request.setEncoding('utf8');
      request.on('data', (piece: string) => {
        text += piece;
      });
      request.on('end', () => {
        // A change to an answered card is tried once, and nobody waits for it.
        if (request.method === 'PUT') answer(response, 'takes');
        else channel.#asked(decodeURIComponent(request.url?.split('/')[3] ?? ''), text, response);
      });
    });
    channel.#server.listen(0, '127.0.0.1');
    await once(channel.#server, 'listening');
    channel.serviceUrl = `http://127.0.0.1:${(channel.#server.address() as AddressInfo).port}/`;
    return channel;
  }

  private constructor(reaction: () => Reaction) {
    this.#reaction = reaction;
  }

  get messages(): readonly Message[] {
    return [...this.#messages.values()];
  }

  /** The next message that the conversation has taken and nobody has looked at. Undefined when none comes in time. */
  next(conversation: string, withinMs: number): Promise<Message | undefined> {
    const unseen = this.#unseen.get(conversation);
    if (unseen) {
      const first = unseen.shift();
      if (unseen.length === 0) this.#unseen.delete(conversation);
      return Promise.resolve(first);
    }
    return new Promise((came) => {
      const late = setTimeout(() => {
        this.#waiting.delete(conversation);
        came(undefined);
      }, withinMs);
      this.#waiting.set(conversation, (message) => {
        clearTimeout(late);
        came(message);
      });
    });
  }

  #asked(conversation: string, text: string, response: ServerResponse): void {
    const activity = JSON.parse(text);
    // Nobody is typing here; the dots are for people.
    const reaction = activity.type === 'message' ? this.#reaction() : 'takes';
    this.counted.set(reaction, (this.counted.get(reaction) ?? 0) + 1);
    if (activity.type === 'message') {
      // Two messages of one conversation differ in the step that their buttons carry; those without differ in time.
      const name = `${conversation} ${text}`;
      const known = this.#messages.get(name);
      const message = known && !isSaidAnew(known) ? known : asMessage(conversation, activity);
      if (known && message !== known) this.#messages.set(`${name} ${known.requests[0]?.at}`, known);
      const before = wasTaken(message);
      message.requests.push({ at: Date.now(), reaction });
      this.#messages.set(name, message);
      if (!before && wasTaken(message)) this.#shows(message);
    }
    answer(response, reaction);
  }

  #shows(message: Message): void {
    const { conversation } = message;
    const looks = this.#waiting.get(conversation);
    this.#waiting.delete(conversation);
    if (looks) looks(message);
    else this.#unseen.set(conversation, [...(this.#unseen.get(conversation) ?? []), message]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** Whether what has the same words, and no buttons to tell them apart, is another message. */
function isSaidAnew({ buttons, requests }: Message): boolean {
  const last = requests.at(-1);
  return buttons.length === 0 && last?.reaction === 'takes' && Date.now() - last.at > ANEW_MS;
}

let sent = 0;

function answer(response: ServerResponse, reaction: Reaction): void {
  const say = (status: number, headers = {}) => {
    sent += 1;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(status === 201 ? { id: `sent-${sent}` } : {}));
  };
  switch (reaction) {
    case 'takes':
      say(201);
      break;
    case 'throttles':
      say(429, { 'retry-after': '1' });
      break;
    case 'refuses':
      say(412);
      break;
    case 'fails':
    case 'fails-after-taking':
      say(500);
      break;
    case 'resets':
    case 'resets-after-taking':
      response.destroy();
      break;
    case 'never-answers':
  }
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the bot sent
function asMessage(conversation: string, activity: any): Message {
  const card = activity.attachments?.[0]?.content;
  const words = String(card?.fallbackText ?? activity.text ?? '');
  const kind = /could not keep your last|was not kept/.test(words)
    ? 'not-kept'
    : String(activity.summary).includes('check-in is ready')
      ? 'check-in'
      : 'reply';
  return { conversation, kind, requests: [], buttons: buttonsOf(card), words };
}

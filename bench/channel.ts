import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a bot sent into a conversation. */
export interface Sent {
  text?: string;
  attachments?: { content?: { body?: object[] } }[];
}

/**
 * Both sides of a channel, on loopback: it posts activities to a bot and takes what the bot sends. A turn is over once
 * the bot has acknowledged the activity and its reply is here, whichever comes last.
 */
export class Channel implements AsyncDisposable {
  readonly #server = createServer();
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly #waiting = new Map<string, (sent: Sent) => void>();
  #sent = 0;
  serviceUrl = '';

  static async open(): Promise<Channel> {
    const channel = new Channel();
    // A bot that rests while another is measured finds its connections as it left them.
    channel.#server.keepAliveTimeout = 0;
    channel.#server.on('request', (inbound, response) => {
      let text = '';
      inbound.setEncoding('utf8');
      inbound.on('data', (piece: string) => {
        text += piece;
      });
      inbound.on('end', () => {
        channel.#sent += 1;
        response.writeHead(201, { 'content-type': 'application/json' });
        response.end(`{"id":"sent-${channel.#sent}"}`);
        const conversation = decodeURIComponent(inbound.url?.split('/')[3] ?? '');
        const wake = channel.#waiting.get(conversation);
        // A change to an earlier message is no reply.
        if (!wake || inbound.method === 'PUT') return;
        channel.#waiting.delete(conversation);
        wake(JSON.parse(text) as Sent);
      });
    });
    channel.#server.listen(0, '127.0.0.1');
    await once(channel.#server, 'listening');
    channel.serviceUrl = `http://127.0.0.1:${(channel.#server.address() as AddressInfo).port}/`;
    return channel;
  }

  /** Takes one turn. Rejects when the bot refuses the activity or sends nothing for half a minute. */
  async turn(url: string, activity: { conversation: { id: string } }): Promise<Sent> {
    const late = AbortSignal.timeout(30_000);
    const reply = new Promise<Sent>((heard, failed) => {
      this.#waiting.set(activity.conversation.id, heard);
      late.addEventListener('abort', () =>
        failed(new Error(`A bot that is measured sent no reply for 30 s, in ${activity.conversation.id}.`)),
      );
    });
    const taken = this.#post(url, JSON.stringify(activity)).then((status) => {
      if (status !== 200) throw new Error(`A bot that is measured answered an activity with ${status}.`);
    });
    const [sent] = await Promise.all([reply, taken]);
    return sent;
  }

  #post(url: string, body: string): Promise<number> {
    return new Promise((answered, failed) => {
      const posted = request(
        url,
        {
          method: 'POST',
          agent: this.#agent,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          response.resume();
          response.on('end', () => answered(response.statusCode ?? 0));
        },
      );
      posted.on('error', (error: NodeJS.ErrnoException) => {
        // The bot let go of an idle connection just as it was used again: nothing of the activity was read.
        if (posted.reusedSocket && error.code === 'ECONNRESET') this.#post(url, body).then(answered, failed);
        else failed(error);
      });
      posted.end(body);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

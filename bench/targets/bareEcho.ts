import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The least that an answer can cost in Node: JSON in, JSON out over kept connections, no framework, nothing checked. */
const agent = new Agent({ keepAlive: true });

const server = createServer((inbound, response) => {
  let text = '';
  inbound.setEncoding('utf8');
  inbound.on('data', (piece: string) => {
    text += piece;
  });
  inbound.on('end', () => {
    const activity = JSON.parse(text) as { text?: string; serviceUrl: string; conversation: { id: string } };
    const body = JSON.stringify({ type: 'message', text: `Echo: ${activity.text}` });
    const address = `${activity.serviceUrl}v3/conversations/${encodeURIComponent(activity.conversation.id)}/activities`;
    const sent = request(
      address,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => response.end());
      },
    );
    sent.end(body);
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1', () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
);

/** What nobody should send, and what it is answered with. */
const BROKEN: readonly [what: string, path: string, init: RequestInit, status: number][] = [
  ['broken JSON', '/api/messages', json('{"type":'), 400],
  ['no activity', '/api/messages', json('[1, 2]'), 400],
  ['an activity without a type', '/api/messages', json('{"channelId":"msteams"}'), 400],
  [
    'somebody else’s address for answers',
    '/api/messages',
    json(
      JSON.stringify({
        type: 'message',
        id: '1',
        channelId: 'msteams',
        serviceUrl: 'https://evil.example/',
        text: 'hello',
        from: { id: '29:evil' },
        recipient: { id: '28:bot' },
        conversation: { id: 'evil', conversationType: 'personal' },
      }),
    ),
    400,
  ],
  ['a form', '/api/messages', { method: 'POST', body: 'a=b', headers: { 'content-type': 'text/plain' } }, 415],
  ['300 KB', '/api/messages', json(JSON.stringify({ text: 'x'.repeat(300_000) })), 413],
  ['a GET', '/api/messages', {}, 405],
  ['an address that is not there', '/.env', {}, 404],
  ['a picture that is not there', '/pictures/../../package.json', {}, 404],
  ['a chart that nobody sealed', '/charts/AAAA.png', {}, 404],
];

function json(body: string): RequestInit {
  return { method: 'POST', body, headers: { 'content-type': 'application/json' } };
}

/** Sends the nth of them. A sentence when it was answered otherwise. */
export async function brokenRequest(url: string, n: number): Promise<string | undefined> {
  const [what, path, init, expected] = BROKEN[n % BROKEN.length] as (typeof BROKEN)[number];
  const status = await fetch(url + path, { ...init, signal: AbortSignal.timeout(120_000) }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => 'nothing',
  );
  // Who is hung up on while still sending may see that and not the answer.
  if (expected === 413 && status === 'nothing') return undefined;
  return status === expected ? undefined : `A request with ${what} was answered with ${status}, not with ${expected}.`;
}

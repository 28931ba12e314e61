import type { Channel, Sent } from './channel.ts';

/** A step of a session: words that are typed, or a button of the last card that is pressed. */
type Step = { say: string } | { press: string };

/** One person's way from a first question to a spot that eased: half typed and half pressed, as on Teams. */
export const STEPS: readonly Step[] = [
  { say: "why won't my knot relax?" },
  { press: 'Find out my kind' },
  { press: "I'm 18 or over: go on" },
  { press: 'I have none of these' },
  { say: 'no, none of those either' },
  { say: 'about a 4' },
  { say: 'left' },
  { say: 'like a marble, it stayed hard' },
  { say: 'can i just dig my elbow in?' },
  { press: 'Start first place' },
  { press: 'I feel nothing here' },
  { say: 'sorry, I meant yes' },
  { say: 'yeah it let go' },
  { press: 'No more spots here' },
  { say: 'a bit better' },
  { say: 'what do I tell a massage therapist?' },
];
/** A bot that has no such button is sent the same press all the same, so that every bot hears the same activities. */
const SOME_PRESS = { unknot: 'none', step: 0 };

/** One person on the way through a session. */
export class Walk {
  readonly #person: string;
  #taken = 0;
  #last: Sent | undefined;

  constructor(person: string) {
    this.#person = person;
  }

  /** Takes the next turn; undefined when the session is over. */
  async turn(channel: Channel, url: string): Promise<Sent | undefined> {
    const step = STEPS[this.#taken];
    if (!step) return undefined;
    const content = 'say' in step ? typed(step.say) : pressed(step, this.#last);
    this.#last = await channel.turn(url, { ...envelope(channel.serviceUrl, this.#person, this.#taken), ...content });
    this.#taken += 1;
    return this.#last;
  }
}

/** Takes one person through a session, to its end. The replies, in order. */
export async function session(channel: Channel, url: string, person: string): Promise<Sent[]> {
  const walk = new Walk(person);
  const replies: Sent[] = [];
  for (let sent = await walk.turn(channel, url); sent; sent = await walk.turn(channel, url)) replies.push(sent);
  return replies;
}

/** As many sessions as `people`, so many at once. */
export async function sessions(
  channel: Channel,
  url: string,
  people: number,
  atOnce: number,
  name: string,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(atOnce, people) }, async () => {
      while (next < people) {
        next += 1;
        await session(channel, url, `${name}-${next}`);
      }
    }),
  );
}

function typed(text: string) {
  return { text, textFormat: 'plain' };
}

function pressed({ press }: { press: string }, last: Sent | undefined) {
  const action = last?.attachments?.[0]?.content?.actions?.find(({ title }) => title === press);
  return { value: action?.data ?? SOME_PRESS, replyToId: '1700000000001' };
}

/** As Teams sends it. */
function envelope(serviceUrl: string, person: string, at: number) {
  return {
    type: 'message',
    id: `${person}-${at}`,
    timestamp: '2026-11-22T11:11:08.168Z',
    localTimestamp: '2026-11-22T12:11:08.168+01:00',
    localTimezone: 'Europe/Berlin',
    locale: 'en-US',
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${person}`, name: 'Ann Example', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001' },
    recipient: { id: '28:b0a7c0de-0000-4000-8000-000000000001', name: 'Unknot' },
    conversation: { conversationType: 'personal', tenantId: '11111111-2222-4333-8444-555555555555', id: `a:${person}` },
    channelData: { tenant: { id: '11111111-2222-4333-8444-555555555555' } },
    entities: [{ type: 'clientInfo', locale: 'en-US', country: 'DE', platform: 'Web', timezone: 'Europe/Berlin' }],
  };
}

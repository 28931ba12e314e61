import { pressData, pressText } from '../../src/channels/press.ts';
import {
  aSlackMessage,
  aSlackPress,
  aTeamsChannelMessage,
  aTeamsEdit,
  aTeamsInstall,
  aTeamsInvoke,
  aTeamsJoin,
  aTeamsMessage,
  aTeamsPress,
  aTeamsReaction,
  aWebChatMessage,
} from '../support/activities.ts';

type Activity = Record<string, unknown>;

/** In every field that is made up, so that it can be looked for wherever it must not be. */
export const CANARY = 'xyzzycanary';

const WORDS = [
  "why won't my knot relax?",
  'yes',
  'no',
  'none of these',
  'none of these, no',
  '5',
  'left',
  'like a marble',
  'it let go',
  'remind me at 9 every weekday in Berlin',
  'chest pain',
  'stop',
  'back',
  'sorry, I meant yes',
  'delete everything',
  'what do you know about me',
  'help',
  `my neighbour is called ${CANARY}`,
  `<script>${CANARY}</script> <@U0BOT> &amp;lt;`,
  `${CANARY}\u0000\u202E\uD800 \uDC00 ﷽ Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞a 👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿`,
  `'; drop table persons; -- ${CANARY}`,
  `{{${CANARY}}} {region} \${process.env} %s %o`,
  '٣ ۵ ７ 十',
  '',
  '   \u200b\u2060 ',
  '👍',
  `${'ja '.repeat(300)}${CANARY}`,
];

const HOSTILE: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => 7,
  () => -0.5e300,
  () => [],
  () => [CANARY, null, {}],
  () => ({}),
  () => ({ [CANARY]: { toString: CANARY, length: -1 } }),
  () => '',
  () => ' ',
  () => CANARY,
  () => `${CANARY}\uD800`,
  () => CANARY.repeat(400),
  () => JSON.parse(`{"__proto__":{"role":"${CANARY}"},"constructor":{"prototype":{}},"id":"${CANARY}"}`),
  () => nested(60),
  () => '1'.repeat(400),
];

function nested(depth: number): unknown {
  let inner: unknown = CANARY;
  for (let at = 0; at < depth; at++) inner = at % 2 === 0 ? { inner } : [inner];
  return inner;
}

export interface Hostile {
  activity: Activity;
  /** Nothing of it was spoiled, so that its person wrote and has to be answered. */
  sound: boolean;
}

export interface Offer {
  choice: string;
  step: number;
  nonce?: string;
}

/**
 * An activity of one of some people on one of several channels, whole or spoiled. `offers` are buttons that a person
 * was shown, newest last.
 */
export function hostileActivity(
  random: () => number,
  number: number,
  people: number,
  serviceUrl: string,
  offers: (conversation: string) => readonly Offer[],
): Hostile {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const who = Math.floor(random() * people);
  const channel = one(['msteams', 'msteams', 'slack', 'webchat', 'directline', 'emulator']);
  const activity = base();
  const sound = random() < 0.4;
  if (!sound) for (let times = 1 + Math.floor(random() * 3); times > 0; times--) spoil(activity);
  return { activity, sound };

  function base(): Activity {
    const text = one(WORDS);
    const changes = {
      id: `activity-${number}`,
      serviceUrl,
      timestamp: new Date(1_780_000_000_000 + number).toISOString(),
    };
    if (channel === 'slack') {
      const from = { id: `U${who}:T0TEAM`, name: 'ann' };
      const conversation = { isGroup: false, id: `B0BOT:T0TEAM:D${who}` };
      const own = { ...changes, from, conversation };
      const ts = `17${String(number).padStart(8, '0')}.000100`;
      if (random() < 0.4) {
        const offer = pressed(conversation.id);
        const press = aSlackPress(pressText(offer.choice, offer), {}, own);
        return withActionTs(press, ts);
      }
      return aSlackMessage(text, { ts, client_msg_id: `m${number}`, channel: `D${who}`, user: `U${who}` }, own);
    }
    if (channel === 'msteams') {
      const conversation = { conversationType: 'personal', tenantId: 'tenant', id: `a:${who}` };
      const own = { ...changes, from: { id: `29:${who}`, name: 'Ann', aadObjectId: `aad-${who}` }, conversation };
      return one([
        () => aTeamsMessage(text, own),
        () => aTeamsMessage(text, own),
        () => aTeamsPress(unknot(pressed(conversation.id)), own),
        () => aTeamsPress(unknot(pressed(conversation.id)), own),
        () => aTeamsPress({ some: CANARY }, own),
        () => aTeamsInvoke(unknot(pressed(conversation.id)), own),
        () => aTeamsEdit(text, { ...own, id: `activity-${Math.max(0, number - 40)}` }),
        () => aTeamsReaction(one(['like', 'heart', CANARY]), own),
        () => aTeamsInstall({ ...own, action: one(['add', 'remove', 'add-upgrade']) }),
        () => aTeamsJoin(own),
        () => aTeamsChannelMessage(text, { ...changes, from: own.from }),
      ])();
    }
    const own = {
      ...changes,
      channelId: channel,
      from: { id: `${channel}-${who}`, role: 'user' },
      conversation: { id: `${channel}-c${who}` },
    };
    const value = random() < 0.3 ? { value: unknot(pressed(own.conversation.id)), text: undefined } : {};
    const replies = random() < 0.1 ? { deliveryMode: 'expectReplies' } : {};
    return aWebChatMessage(text, { ...own, ...value, ...replies });
  }

  /** A button on offer, or an old one, or one that never was. */
  function pressed(conversation: string): Offer {
    const shown = offers(conversation);
    const newest = shown.filter(({ step }) => step === shown.at(-1)?.step);
    if (newest.length > 0 && random() < 0.8) return one(newest);
    if (shown.length > 0 && random() < 0.7) return one(shown);
    return { choice: one(['delete-yes', 'signs-none', 'toString', '__proto__', CANARY]), step: one([0, 1, 7, 1e15]) };
  }

  /** Takes a field away, or puts something else into it, anywhere. */
  function spoil(object: unknown): void {
    if (typeof object !== 'object' || object === null) return;
    const names = Object.keys(object);
    const name = one(names);
    if (name === undefined) return;
    const fields = object as Record<string, unknown>;
    const inner = fields[name];
    if (typeof inner === 'object' && inner !== null && random() < 0.6) {
      spoil(inner);
      return;
    }
    if (random() < 0.35) delete fields[name];
    else fields[name] = one(HOSTILE)();
  }
}

function unknot({ choice, ...asking }: Offer): object {
  return pressData(choice, asking);
}

function withActionTs(press: Activity, ts: string): Activity {
  const text = JSON.stringify(press).replaceAll('"1700000001.000200"', JSON.stringify(ts));
  return JSON.parse(text) as Activity;
}

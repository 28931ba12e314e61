import { aSlackMessage, aSlackPress, aTeamsInvoke, aTeamsMessage, aTeamsPress, aWebChatMessage } from './activities.ts';
import { buttonsOf } from './cardButtons.ts';
import type { Activity } from './servedBot.ts';

/** A button as a person sees it, and what the app does with a press. */
export interface Button {
  label: string;
  press(): Activity;
}

/** What a person has before them. */
export interface Shown {
  words: string;
  buttons: Button[];
}

/** One person's chat app: what it sends for words, and what it shows of what the bot sends. */
export interface ChatApp {
  /** The person's id on the channel. */
  user: string;
  says(words: string): Activity;
  shows(activity: Activity): Shown;
}

/** The ways in which public sources say that a press on Slack arrives. */
export interface SlackPressing {
  under: 'Payload' | 'payload' | 'SlackMessage';
  /** Azure puts the button's value into `text`, too. */
  text: boolean;
}

let activities = 0;
const nextId = () => {
  activities += 1;
  return activities;
};

/** Slack behind Azure Bot Service, in the person's direct message with the bot. */
export function slackApp(who: string, { under, text }: SlackPressing = { under: 'Payload', text: true }): ChatApp {
  const user = `U0${who.toUpperCase()}`;
  const channel = `D0${who.toUpperCase()}`;
  const from = { id: `${user}:T0TEAM`, name: who };
  const conversation = { isGroup: false, id: `B0BOT:T0TEAM:${channel}` };
  const ts = () => `1772438400.${String(nextId()).padStart(6, '0')}`;
  return {
    user: from.id,
    says(words) {
      const [id, at] = [nextId(), ts()];
      const event = { user, channel, ts: at, event_ts: at, client_msg_id: `client-${id}` };
      return aSlackMessage(words, event, { id: `slack-${id}`, from, conversation });
    },
    shows({ channelData }) {
      const blocks: Activity[] = channelData.blocks;
      const elements = blocks.flatMap(({ type, elements }) => (type === 'actions' ? (elements as Activity[]) : []));
      return {
        words: blocks.flatMap(({ text }) => text?.text ?? []).join('\n'),
        buttons: elements.map((element) => ({
          label: element.text.text,
          press() {
            const message = { type: 'message', bot_id: 'B0BOT', ts: ts(), blocks };
            const action = { ...element, block_id: 'b', action_ts: ts() };
            return aSlackPress(
              element.value,
              { under, ...(text && { text: element.value }) },
              {
                id: `slack-${nextId()}`,
                from,
                conversation,
                channelData: {
                  [under]: {
                    type: 'block_actions',
                    user: { id: user, team_id: 'T0TEAM' },
                    channel: { id: channel, name: 'directmessage' },
                    message,
                    actions: [action],
                  },
                  ApiToken: 'xoxb-secret',
                },
              },
            );
          },
        })),
      };
    },
  };
}

/** Teams, in the personal chat. A press is a message, or an `invoke` that is answered with the card. */
export function teamsApp(who: string, pressing: 'message' | 'invoke' = 'message'): ChatApp {
  const chat = () => ({
    id: `teams-${nextId()}`,
    from: { id: `29:${who}`, name: who },
    conversation: { conversationType: 'personal', tenantId: 'tenant', id: `a:${who}` },
    channelData: { tenant: { id: 'tenant' } },
  });
  return {
    user: `29:${who}`,
    says: (words) => aTeamsMessage(words, chat()),
    shows({ id, attachments }) {
      const { content } = attachments[0];
      const aPress = pressing === 'invoke' ? aTeamsInvoke : aTeamsPress;
      return {
        words: textsOf(content.body).join('\n'),
        buttons: buttonsOf(content).map(({ title, data }) => ({
          label: title,
          press: () => aPress(data, { ...chat(), replyToId: id }),
        })),
      };
    },
  };
}

/** Web Chat, through a Direct Line. A press there is the words on the button. */
export function webChatApp(who: string): ChatApp {
  const says = (words: string) =>
    aWebChatMessage(words, {
      id: `${who}|${nextId()}`,
      from: { id: `dl_${who}`, role: 'user' },
      conversation: { id: `conversation-${who}` },
    });
  return {
    user: `dl_${who}`,
    says,
    shows: ({ text, suggestedActions }) => ({
      words: text.replaceAll('\\', ''),
      buttons: (suggestedActions?.actions ?? []).map(({ title, value }: Activity) => ({
        label: title,
        press: () => says(value),
      })),
    }),
  };
}

function textsOf(elements: Activity[]): string[] {
  return elements.flatMap(({ text, items }) => (items ? textsOf(items) : text === undefined ? [] : [text as string]));
}

import type { Address } from '../address.ts';
import type { Message } from '../message.ts';
import type { PictureUrl } from '../pictures.ts';
import { renderSlack } from './renderSlack.ts';
import { renderTeams } from './renderTeams.ts';
import { renderWebChat } from './renderWebChat.ts';
import { type ShownPicture, showPicture } from './showPicture.ts';

/**
 * A message as the activity that a channel is sent. Never with a `replyToId`: Web Chat holds back a message for
 * five seconds when it answers something that it has not seen. A picture without an address is left out.
 *
 * Pure.
 */
export function render(to: Address, message: Message, pictureUrl: PictureUrl = NO_PICTURES) {
  return { ...envelope(to), type: 'message', ...content(to, message, showPicture(message, pictureUrl)) };
}

const NO_PICTURES: PictureUrl = () => undefined;

/** The dots that say that an answer is being written. */
export function renderTyping(to: Address) {
  return { ...envelope(to), type: 'typing' };
}

function envelope(to: Address) {
  return {
    channelId: to.channel,
    serviceUrl: to.serviceUrl,
    from: { ...to.bot, role: 'bot' },
    recipient: to.user,
    conversation: {
      id: to.conversation,
      ...(to.scope === 'group' && { isGroup: true }),
      ...(to.channel === 'msteams' && to.tenant !== undefined && { tenantId: to.tenant }),
    },
  };
}

function content(to: Address, message: Message, picture: ShownPicture | undefined) {
  switch (to.channel) {
    case 'msteams':
      return renderTeams(message, picture, to.bot.id);
    case 'slack':
      return renderSlack(message, { picture, thread: to.thread });
    case 'webchat':
    case 'directline':
    case 'emulator':
      return renderWebChat(message, to.user.id, picture);
    case 'terminal':
      throw new Error('The terminal is not sent activities: it has a connector of its own.');
  }
}

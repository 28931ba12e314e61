import type { CheckedActivity } from './checkActivity.ts';
import { cleanWords, cut, decodeEntities } from './cleanWords.ts';
import { at, listAt, textAt } from './json.ts';

/**
 * The words of a Teams message without the mention of the bot. Prefers `text`; the HTML copy that Teams adds is only
 * read when there is nothing else.
 */
export function teamsWords(activity: CheckedActivity): string {
  const text = at(activity, 'text');
  if (typeof text === 'string' && text.trim() !== '') {
    const plain = withoutMentions(cut(text), activity);
    return cleanWords(decodeEntities(at(activity, 'textFormat') === 'xml' ? withoutTags(plain) : plain));
  }
  const html = listAt(activity, 'attachments')
    .filter((attachment) => at(attachment, 'contentType') === 'text/html')
    .map((attachment) => at(attachment, 'content'))
    .find((content) => typeof content === 'string');
  return html === undefined ? '' : cleanWords(decodeEntities(withoutTags(withoutMentions(cut(html), activity))));
}

export function mentionsBot(activity: CheckedActivity): boolean {
  return botMentions(activity).length > 0;
}

/** The bot's own mention goes, wherever it stands; of other people's mentions the name stays. */
function withoutMentions(text: string, activity: CheckedActivity): string {
  const withoutOwn = botMentions(activity).reduce(
    (rest, mention) => (mention ? rest.replaceAll(mention, ' ') : rest),
    text,
  );
  return withoutOwn.replaceAll(/<at[^<>]*>([^<>]*)<\/at>/gi, '$1');
}

/** The texts of the mentions of this bot; an empty one when a client says that it was mentioned, but not how. */
function botMentions(activity: CheckedActivity): string[] {
  const bot = textAt(activity, 'recipient', 'id');
  return listAt(activity, 'entities')
    .filter((entity) => at(entity, 'type') === 'mention' && at(entity, 'mentioned', 'id') === bot)
    .map((entity) => textAt(entity, 'text') ?? '');
}

function withoutTags(html: string): string {
  return html
    .replaceAll(/<span[^<>]*schema\.skype\.com\/Mention[^<>]*>[^<>]*<\/span>/gi, ' ')
    .replaceAll(/<br\s*\/?>|<\/(?:p|div|li)>/gi, '\n')
    .replaceAll(/<[^<>]*>/g, '');
}

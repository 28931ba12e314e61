import type { ChoiceId } from '../../dialogs/choices.ts';
import type { Block, Choice, Message, Picture } from '../message.ts';
import type { Facts } from '../turn/facts.ts';
import type { Meant, Pictured, Utterance } from '../turn/utterance.ts';
import type { Content } from './content.ts';
import { fill, type Said } from './fill.ts';
import { choose, type Wording } from './wording.ts';

/** Finds the words for what is meant. Pure. */
export function phrase(meant: Meant, content: Content): Message {
  const said: Said = meant.candidates ? { candidates: meant.candidates } : {};
  const texts = meant.parts.map((part) =>
    fill(choose(wordingOf(part, content), meant.facts, meant.turn), meant.facts, content, { ...said, ...part }),
  );
  const choices = meant.choices.map((id) => ({ id, label: labelOf(id, meant.facts, content, said) }));
  return {
    blocks: texts.flatMap(blocksOf),
    choices,
    step: meant.step,
    ...(choices.length > 0 && meant.nonce !== undefined && { nonce: meant.nonce }),
    ...(choices.length > 0 && { orType: orType(choices, content) }),
    summary: content.words.summaries[meant.urgent ? 'urgent' : meant.kind] ?? '',
    tone: meant.urgent ? 'urgent' : 'plain',
    // Comes unasked, perhaps while others look at the screen.
    ...(meant.kind === 'check-in' && { discreet: true }),
    ...(meant.picture && { picture: pictureOf(meant.picture, meant.facts, content) }),
    ...(meant.forgets && { forgets: true }),
    ...(meant.parts.some(isForGroups) && { privateChat: content.words.channels.privateChat ?? '' }),
    ...(meant.done && { answered: answeredIn(meant.done, meant.facts, content, said) }),
  };
}

function orType(choices: readonly Choice[], { words }: Content): string {
  const labels = choices.map(({ label }) => label).join(words.channels.between);
  return (words.channels.orType ?? '').replace('{choices}', () => labels);
}

const isForGroups = (part: Utterance) => part.kind === 'saying' && part.id.startsWith('group.');

function answeredIn(done: NonNullable<Meant['done']>, facts: Facts, content: Content, said: Said): string {
  const { chosen = '', words = '' } = content.words.answered;
  return done === 'words' ? words : chosen.replace('{choice}', labelOf(done, facts, content, said));
}

function pictureOf({ name, side }: Pictured, facts: Facts, content: Content): Picture {
  const shown = { ...facts, side: side ?? facts.side };
  return { name, side, alt: fill(content.pictures[name], shown, content, {}) };
}

/** The words on a button, which are understood when typed. */
export function labelOf(id: ChoiceId, facts: Facts, content: Content, said: Said = {}): string {
  const reading = id === 'meant-first' ? '{first}' : id === 'meant-second' ? '{second}' : undefined;
  if (reading && said.candidates) {
    const words = fill(reading, facts, content, said);
    return words.charAt(0).toUpperCase() + words.slice(1);
  }
  return fill(content.choices[id].label, facts, content, said);
}

function wordingOf(part: Utterance, { sayings, answers, topics, questions }: Content): Wording {
  switch (part.kind) {
    case 'saying':
      return sayings[part.id];
    case 'answer':
      return answers[part.ask][part.more ? 'more' : 'short'];
    case 'topic':
      if (part.part === 'why') return topics[part.id].why ?? topics.unknown.why ?? topics.unknown.say;
      return topics[part.id][part.part ?? 'say'] ?? topics[part.id].say;
    case 'reason':
      return questions[part.of].why;
    case 'question':
      return questions[part.id][part.style];
  }
}

/** A blank line parts paragraphs, `- ` begins an item, `# ` a heading. */
function blocksOf(text: string): Block[] {
  return text.split(/\n\s*\n/).flatMap((paragraph): Block[] => {
    const blocks: Block[] = [];
    for (const line of paragraph.split('\n').map((raw) => raw.trim())) {
      const last = blocks.at(-1);
      if (line === '') continue;
      if (line.startsWith('- ')) {
        if (last?.kind === 'list') last.items.push(line.slice(2));
        else blocks.push({ kind: 'list', items: [line.slice(2)] });
      } else if (line.startsWith('# ')) {
        blocks.push({ kind: 'heading', text: line.slice(2) });
      } else if (last?.kind === 'paragraph') {
        last.text += ` ${line}`;
      } else {
        blocks.push({ kind: 'paragraph', text: line });
      }
    }
    return blocks;
  });
}

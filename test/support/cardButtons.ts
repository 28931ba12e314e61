/** A button of an Adaptive Card. */
export interface CardButton {
  type: string;
  title: string;
  /** What `Action.Submit` sends. */
  data: { unknot: string; step: number; nonce?: string };
  /** What `Action.OpenUrl` opens. */
  url?: string;
}

/** Every button of a card, wherever in it, in the order in which they are shown. */
export function buttonsOf(card: unknown): CardButton[] {
  if (typeof card !== 'object' || card === null) return [];
  if (Array.isArray(card)) return card.flatMap(buttonsOf);
  const { body, items, columns, actions, type } = card as Record<string, unknown>;
  if (typeof type === 'string' && type.startsWith('Action.')) return [card as CardButton];
  return [body, items, columns, actions].flatMap(buttonsOf);
}

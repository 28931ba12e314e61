import type { Json } from '../json.ts';

/** What a page has to be shown: the activities in order, and the watermark to ask for the next ones with. */
export interface News {
  activities: Json[];
  watermark?: string;
}

type Listener = (news: News) => void;

/** Enough to find one's place again after a reload. Nothing of it is ever on disk. */
const KEPT_MAX = 200;

interface Entry {
  id: string;
  /** Raised by an update, so that a page which has seen the activity is sent it again. */
  seq: number;
  activity: Json;
}

/** One conversation of the local web chat as its page sees it: in memory, the last activities only. */
export class ConversationLog {
  readonly #entries: Entry[] = [];
  readonly #listeners = new Set<Listener>();
  #seq = 0;

  /** Sets id and time, and shows it to every open page. */
  add(activity: Json): Json & { id: string } {
    const seq = this.#next();
    const kept = { ...activity, id: String(seq), timestamp: new Date().toISOString() };
    this.#entries.push({ id: kept.id, seq, activity: kept });
    if (this.#entries.length > KEPT_MAX) this.#entries.shift();
    this.#tell({ activities: [kept], watermark: kept.id });
    return kept;
  }

  /** Changes what was said in its place. False when it is not there, or no longer. */
  update(id: string, activity: Json): boolean {
    const entry = this.#entries.find((one) => one.id === id);
    if (!entry) return false;
    entry.seq = this.#next();
    entry.activity = { ...activity, id, timestamp: entry.activity.timestamp };
    this.#tell({ activities: [entry.activity], watermark: String(entry.seq) });
    return true;
  }

  /** Forgets all that was said. */
  clear(): void {
    this.#entries.length = 0;
  }

  /** Takes back what was not kept. A page that has shown it marks it as not sent by itself. */
  remove(id: string): void {
    const index = this.#entries.findIndex((one) => one.id === id);
    if (index >= 0) this.#entries.splice(index, 1);
  }

  /** Shows something of the moment, such as typing dots, which a reload need not find. */
  pass(activity: Json): void {
    this.#tell({ activities: [activity] });
  }

  since(watermark: string | undefined): News {
    const after = Number(watermark) || 0;
    const news = this.#entries.filter(({ seq }) => seq > after);
    return {
      activities: news.map(({ activity }) => activity),
      watermark: String(news.reduce((highest, { seq }) => Math.max(highest, seq), after)),
    };
  }

  follow(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get isFollowed(): boolean {
    return this.#listeners.size > 0;
  }

  /**
   * Milliseconds, so that numbers go on rising over a restart: a page that has read up to one from before is then
   * sent all that came after it.
   */
  #next(): number {
    this.#seq = Math.max(this.#seq + 1, Date.now());
    return this.#seq;
  }

  #tell(news: News): void {
    for (const listener of this.#listeners) listener(news);
  }
}

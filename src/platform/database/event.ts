export type EventData = Record<string, string | number | null>;

/** A thing with a history of its own: its row carries the number and hash of the latest event, taken under the row's lock. */
export interface EventStream {
  id: string;
  eventSeq: number;
  eventHash: string;
}

/** A fact, about to be recorded. */
export interface EventDraft {
  type: string;
  /** Who did it: an account id, or null for the system's own acts. */
  actorId: string | null;
  actorRole: string;
  /** Whom it concerns: names of the feeds it appears in, e.g. `job:job_…`. */
  topics: string[];
  /** Which viewers of those feeds may see it; the domain's policies give the word its meaning. */
  audience: string;
  data: EventData;
  /** Whose inboxes keep it: the ids of their owners. Each is also told live, on the feed `inbox:ID`. */
  tell?: readonly string[];
  /** When it happened, if that was before it is recorded: histories taken over from elsewhere. */
  at?: number;
}

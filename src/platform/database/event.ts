/**
 * Every type of event with its particulars: texts, numbers and nulls. Open: each room adds those that it records in an `…-events.ts` of
 * its own, so that upstream code need not know them while the compiler knows them everywhere. `app/catalogues/events.ts` lists the files.
 */
export interface Events {}
export type EventType = keyof Events;

/*
 * What a particular is, for the compiler a text or a number. `npm run events` reads these names from the declarations; from them the API makes
 * JSON that needs no explanation, and docs/events.md. Words of a closed list need none: their values are in their type.
 */
/** Of what else can be read by it, `ofr_…`. */
export type Id = string;
/** In people's words. */
export type Text = string;
/** For programs: a digest, a code from elsewhere. */
export type Code = string;
/** Several codes or ids, between spaces. */
export type Codes = string;
/** How many, or how much of what is no money. */
export type Quantity = number;
/** Epoch milliseconds. */
export type Time = number;
/** 1 for yes, 0 for no. */
export type Flag = number;
/** Minor units, of the currency beside it, else of the case's. */
export type Amount = number;
/** Of the amounts beside it, ISO 4217. */
export type Currency = string;
/** Recorded for the platform's own use: the API shows it to nobody. */
export type Hidden = string;

/** For an event whose type says everything. */
export type NoData = Record<string, never>;

type NameIn<D> = D extends NoData ? never : keyof D;
type ParticularName = { [T in EventType]: NameIn<Events[T]> }[EventType];
type Particular<N> = { [T in EventType]: N extends keyof Events[T] ? Events[T][N] : never }[EventType];

/** The particulars of any event; which it has depends on its type. */
export type EventData = { [N in ParticularName]?: Particular<N> };

/** In which role someone acts. Open: `accounts/actor/actor.ts` declares those of people. */
export interface ActorRoles {
  SYSTEM: true;
}
export type ActorRole = keyof ActorRoles;

/** A thing with a history of its own: its row holds the number and hash of the latest event, updated under the row's lock. */
export interface EventStream {
  id: string;
  eventSeq: number;
  eventHash: string;
}

/** A fact, about to be recorded. */
export interface EventDraft<T extends EventType = EventType> {
  type: T;
  /** Who did it: an account id, or null for the system's own acts. */
  actorId: string | null;
  actorRole: ActorRole;
  /** Whom it concerns: names of the feeds it appears in, e.g. `job:job_…`. */
  topics?: readonly string[];
  /** Feeds like `topics` that many things appear in, and that are resumed from wherever one was, see `EventTopic`. */
  lasting?: readonly string[];
  /** Which viewers of those feeds may see it; the domain's policies define the values. */
  audience: string;
  data: Events[T];
  /** Whom it notifies: the ids of the owners of the inboxes that keep it. Each is also notified live, on the feed `inbox:ID`. */
  notify?: readonly string[];
  /** When it happened, if that was before it is recorded: histories taken over from elsewhere. */
  at?: number;
}

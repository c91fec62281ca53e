import type { Params } from "./messages/params";
import type texts from "./messages/en.json";
import type { PLATFORM_REFUSALS } from "./refusals.table";

/** The codes of a table of refusals. */
export type CodesOf<Rows> = { [Code in keyof Rows]: true };

/** Every way the API refuses: clients switch on the code, people read the localised message. Each district declares its own in its list. */
export interface RefusalCodes extends CodesOf<typeof PLATFORM_REFUSALS> {}

export type RefusalCode = keyof RefusalCodes;

/** The keys of messages, whose plural forms share one. */
export type KeysOf<Texts> = { [Key in keyof Texts & string as WithoutNumber<Key>]: true };
type WithoutNumber<Key extends string> = Key extends `${infer Base}_${"one" | "other"}` ? Base : Key;

/** Every message; each district declares its own in its list. */
export interface Messages extends KeysOf<typeof texts> {}

/** The message that explains a refusal; clients of the API know it by its key. */
export type Reason = keyof Messages;

export interface RefusalDetails {
  /** Which message explains it; the code's own when left out. */
  reason?: Reason;
  /** Dotted path of the offending input field, e.g. `input.lines.0.amount.amount`. */
  field?: string;
  /** Values for the message's placeholders; its format says which kind each takes. */
  params?: Params;
  /** When the same request would be accepted, epoch milliseconds. */
  availableAt?: number;
  /** Id of the object that prevents it, e.g. the one that is already open. */
  existingId?: string;
  /** Seconds after which a retry makes sense. */
  retryAfter?: number;
  /** Everything that is wrong with the input, this refusal's own cause first. */
  problems?: readonly Obstacle[];
  /** For a sign-in that needs a second step: the challenge to return with it, and the kinds of factors that can answer it. */
  secondStep?: { challenge: string; factors: string[] };
}

/** A policy's answer to why something is not possible; thrown only by a command that was about to do it. */
export interface Obstacle extends RefusalDetails {
  code: RefusalCode;
}

/** One that always has a reason. */
export type Explained = Obstacle & { reason: Reason };

/** The one error the domain throws on purpose. Anything else is a fault and reaches clients masked. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: RefusalDetails = {},
  ) {
    super(details.reason ? `${code} (${details.reason})` : code);
    this.name = "Refusal";
  }
}

import type { Tx } from "./database/tx";
import type { Projection } from "./feed/projection";
import type { Services, SweptServices } from "./graphql/context";
import type { HttpRoute } from "./http/json-answer";
import type { AddressOf } from "./http/remote-address";
import type { JobWork } from "./jobs/job";
import type { Doorkeeper } from "./uploads/file-route";
import type { RefusalRow } from "./refusals.table";
import type { StillAwaited } from "./uploads/forget-partials";

/** Files or feeds under one first segment of the path. */
export interface Route {
  open: (services: Services, whoIs: Doorkeeper, addressOf: AddressOf) => HttpRoute;
  /** What one response costs whoever asks, when it costs more than an ordinary request. */
  points?: number;
  /** Its bodies are as long as they are: they may take their time, as long as they go on. */
  takesLong?: boolean;
  /** For routes that also receive files: which of them are still to come. */
  stillAwaited?: StillAwaited;
}

/** What one of the processes does every few seconds. */
export type DistrictSweep = (services: SweptServices) => Promise<unknown>;

/** All that one district of the source hands to `app`, which wires it up: a new noun is added to its district's list only. */
export interface District {
  readonly entities: readonly (new () => object)[];
  readonly resolvers: readonly (new () => object)[];
  /** The codes that its refusals have. */
  readonly refusals?: Readonly<Record<string, RefusalRow>>;
  readonly sweeps?: readonly DistrictSweep[];
  /** Sweeps that wait for servers of others: each goes on by itself, and keeps no other waiting. */
  readonly sendings?: readonly DistrictSweep[];
  /** What its nouns derive from the log. */
  readonly projections?: readonly Projection[];
  readonly jobs?: readonly JobWork[];
  /** By the first segment of their path, or the first two where pages have the first. */
  readonly routes?: Readonly<Record<string, Route>>;
  /** The first rows of a new database, by the table, or the part of one, that is empty until then. */
  readonly seeds?: Readonly<Record<string, (tx: Tx) => Promise<void>>>;
}

import type { Tx } from "./database/tx";
import type { Projection } from "./feed/projection";
import type { Services } from "./graphql/context";
import type { HttpRoute } from "./http/json-answer";
import type { JobWork } from "./jobs/job";
import type { Doorkeeper } from "./uploads/file-route";
import type { StillAwaited } from "./uploads/forget-partials";

/** Files or feeds under one first word of the path. */
export interface Route {
  open: (services: Services, whoIs: Doorkeeper) => HttpRoute;
  /** What one answer costs its address, when it is more than a question. */
  points?: number;
  /** Files come in here, too: which of them are still to come. */
  stillAwaited?: StillAwaited;
}

/** What every node does every few seconds. */
export type DistrictSweep = (services: Services) => Promise<unknown>;

/** All that one district of the source hands to `app`, which does the rest with it: a new noun is written into its district's list only. */
export interface District {
  readonly entities: readonly (new () => object)[];
  readonly resolvers: readonly (new () => object)[];
  readonly sweeps?: readonly DistrictSweep[];
  /** What its nouns make of the log. */
  readonly projections?: readonly Projection[];
  readonly jobs?: readonly JobWork[];
  /** By the first word of their path. */
  readonly routes?: Readonly<Record<string, Route>>;
  /** What a new database begins with, by the table that is empty until then. */
  readonly seeds?: Readonly<Record<string, (tx: Tx) => Promise<void>>>;
}

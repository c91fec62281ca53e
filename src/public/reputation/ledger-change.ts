import type { Tx } from "../../platform/database/tx";
import type { EventType } from "../../platform/database/event";
import type { EventOf } from "../../platform/database/event.entity";
import type { ReputationLedger } from "./reputation-ledger";

/** The effect of an event on a provider's ledger. Without `write`: none, but the totals are computed again. */
export interface Change {
  providerId: string;
  write?(ledger: ReputationLedger): Promise<void> | void;
}

/** null: no effect at all. */
export type Handler<T extends EventType> = (tx: Tx, event: EventOf<T>) => Promise<Change | null> | Change | null;

import type { Tx } from "../../platform/database/tx";
import type { EventType } from "../../platform/database/event";
import type { EventOf } from "../../platform/database/event.entity";
import type { ReputationLedger } from "./reputation-ledger";

/** What an event does to a provider's ledger; `write` left out: nothing, but what it comes to is looked at again. */
export interface Change {
  providerId: string;
  write?(ledger: ReputationLedger): Promise<void> | void;
}

/** null: nothing at all. */
export type Handler<T extends EventType> = (tx: Tx, event: EventOf<T>) => Promise<Change | null> | Change | null;

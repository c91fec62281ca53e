import type { Tx } from "../../platform/database/tx";
import type { EventData } from "../../platform/database/event";
import type { LoggedEvent } from "../../platform/database/event.entity";
import type { ReputationLedger } from "./reputation-ledger";

/** What an event does to a provider's ledger; `write` left out: nothing, but what it comes to is looked at again. */
export interface Change {
  providerId: string;
  write?(ledger: ReputationLedger): Promise<void> | void;
}

/** null: nothing at all. */
export type Handler = (tx: Tx, event: LoggedEvent) => Promise<Change | null> | Change | null;

export const textOf = (value: EventData[string] | undefined): string => String(value ?? "");

import { SYSTEM } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Events } from "../../platform/database/event";
import type { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import type { Fine } from "./fine.entity";
import type { FineRecord } from "./penalty-events";

export function recordFine<T extends FineRecord>(tx: Tx, provider: Provider, type: T, data: Events[T]): void {
  recordOnProvider(tx, provider, type, SYSTEM, "MEMBERS", data, [provider.id]);
}

export function factsOfFine({ penaltyId, amount, currency }: Fine): Pick<Fine, "penaltyId" | "amount" | "currency"> {
  return { penaltyId, amount, currency };
}

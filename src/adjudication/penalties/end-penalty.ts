import type { Provider } from "../../market/providers/provider.entity";
import type { Tx } from "../../platform/database/tx";
import { actsAt } from "../measures/penalty-schedule.pure";
import { Penalty } from "./penalty.entity";
import { recordPenalties } from "./record-penalties";

/** What the ruling demanded has been done. A penalty that does not act is left as it is. The provider is locked. */
export async function endPenalty(tx: Tx, provider: Provider, penaltyId: string): Promise<void> {
  const penalty = await tx.byId(Penalty, penaltyId);
  if (!penalty || !actsAt(penalty, tx.now)) return;
  tx.change(penalty, { status: "EXPIRED", endsAt: tx.now });
  await recordPenalties(tx, provider, null, "PENALTY_ENDED", [penalty]);
}

import { HouseRules } from "../../house-rules/house-rules";
import { Provider } from "../../market/providers/provider.entity";
import type { Tx } from "../../platform/database/tx";
import { firstPeriod, keptByProvider } from "./keeping.queries";
import { keptRank } from "./kept-rate.pure";
import { ProviderKeeping } from "./provider-keeping.entity";

/** Adds up all promises of a provider for the search's order, under its lock. */
export async function rankKeeping(tx: Tx, providerId: string): Promise<void> {
  tx.lockAll(Provider, [providerId]);
  const rules = await HouseRules.inForce(tx, tx.now);
  const counts = await keptByProvider(tx, providerId, firstPeriod(rules, tx.now));
  const rankKey = keptRank(counts, rules.number("promise.kept", "least"), rules.number("reputation.rank", "z"));
  tx.execute("DELETE FROM provider_keeping WHERE provider_id = ?", [providerId]);
  tx.insert(ProviderKeeping, { providerId, ...counts, rankKey, countedAt: tx.now });
}

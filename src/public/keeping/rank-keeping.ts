import { HouseRules } from "../../house-rules/house-rules";
import { Provider } from "../../market/providers/provider.entity";
import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { firstPeriod, keptByProvider } from "./keeping.queries";
import { keptRank, NOTHING_KEPT } from "./kept-rate.pure";
import { ProviderKeeping } from "./provider-keeping.entity";

/** Adds up all promises of each provider for the search's order, under their locks. */
export async function rankKeeping(tx: Tx, providerIds: readonly string[]): Promise<void> {
  if (providerIds.length === 0) return;
  tx.lockAll(Provider, providerIds);
  const rules = await HouseRules.inForce(tx, tx.now);
  const kept = await keptByProvider(tx, providerIds, firstPeriod(rules, tx.now));
  const [least, z] = [rules.number("promise.kept", "least"), rules.number("reputation.rank", "z")];
  tx.execute(sql`DELETE FROM provider_keeping WHERE provider_id IN (${list(providerIds)})`);
  tx.insert(
    ProviderKeeping,
    ...providerIds.map((providerId) => {
      const counts = kept.get(providerId) ?? NOTHING_KEPT;
      return { providerId, ...counts, rankKey: keptRank(counts, least, z), countedAt: tx.now };
    }),
  );
}

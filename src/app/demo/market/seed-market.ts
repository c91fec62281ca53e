import { createAccount } from "../../../accounts/account/create-account";
import type { Tx } from "../../../platform/database/tx";
import { DemoAccount } from "../demo-account.entity";
import { DemoMarket } from "./demo-market.entity";
import { APPLICANTS, marketConsumers, marketOwners } from "./market-people.pure";
import { MARKET_SIZES, type MarketSize } from "./market-size.table";

/** The market's people, who cannot sign in, and the note that it is to be filled. */
export async function seedMarket(tx: Tx, size: MarketSize, endsAt: number): Promise<void> {
  const { consumers, trades, providersPerTrade } = MARKET_SIZES[size];
  for (const person of [...marketConsumers(consumers), ...marketOwners(trades * providersPerTrade + APPLICANTS)]) {
    const { id } = await createAccount(tx, { ...person, roles: ["CONSUMER"] });
    tx.insert(DemoAccount, { id });
  }
  tx.insert(DemoMarket, { id: "market", size, beginsAt: tx.now, endsAt, filledAt: null });
}

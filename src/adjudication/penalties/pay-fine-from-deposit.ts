import { balanceIn } from "../deposit/deposit-ledger";
import { owedToConsumers, sumIn } from "../deposit/owed.queries";
import type { Tx } from "../../platform/database/tx";
import type { Provider } from "../../market/providers/provider.entity";
import type { Fine } from "./fine.entity";
import type { Penalty } from "./penalty.entity";
import { markFinePaid } from "./mark-fine-paid";

/** Takes a fine from the deposit, if there is enough beyond what is reserved for consumers. */
export async function payFineFromDeposit(tx: Tx, provider: Provider, fine: Fine, penalty: Penalty): Promise<boolean> {
  const { amount, currency } = fine;
  const kept = sumIn(await owedToConsumers(tx, provider.id), currency);
  if ((await balanceIn(tx, provider.id, currency)) - kept < amount) return false;
  await markFinePaid(tx, provider, fine, penalty, { paidBy: "DEPOSIT", reference: null });
  return true;
}

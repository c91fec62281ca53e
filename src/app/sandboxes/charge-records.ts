import type { Author } from "../../accounts/account/record-on-account";
import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import type { Budget } from "../../platform/graphql/budget";
import { RECORD_POINTS } from "./sandbox-limits.table";

const budgets = new WeakMap<object, Budget>();

/** From now on whoever sends a marketplace's records to this database pays for each. */
export const chargeRecordsTo = (reader: Reader, budget: Budget): void => void budgets.set(reader.source, budget);

/**
 * In a sandbox, where everybody may send records: neither the request nor the length of what it says tells what they cost. A marketplace's own
 * are as many as it has.
 */
export async function chargeRecords(tx: Tx, { actorId }: Author, count: number): Promise<void> {
  const budget = budgets.get(tx.source);
  if (budget && actorId !== null)
    await budget.charge({ actor: { accountId: actorId }, remoteAddress: "" }, count * RECORD_POINTS);
}

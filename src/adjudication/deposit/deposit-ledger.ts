import type { Reader } from "../../platform/database/reader";
import { removeRows } from "../../platform/database/remove-rows";
import { dueIds } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import type { DepositAccount, DepositPurpose } from "./deposit-enums.types";
import { DepositEntry } from "./deposit-entry.entity";
import { GrownDeposit } from "./grown-deposit.entity";

export interface Amount {
  amount: number;
  currency: string;
}

interface Transfer extends Amount {
  from: DepositAccount;
  to: DepositAccount;
  purpose: DepositPurpose;
  remedyId?: string;
  penaltyId?: string;
  reference?: string | null;
  byId?: string;
}

const DEPOSIT_TRANSFER = { idPrefix: "dtr" };

/** Moves money between a provider's accounts: two entries that add up to zero. The caller has locked the provider and checked its balance. */
export function transfer(tx: Tx, providerId: string, { from, to, amount, ...rest }: Transfer): void {
  const transferId = newId(DEPOSIT_TRANSFER);
  const half = (account: DepositAccount, counterAccount: DepositAccount, gained: number): Partial<DepositEntry> => ({
    ...rest,
    id: newId(DepositEntry),
    providerId,
    transferId,
    account,
    counterAccount,
    amount: gained,
    at: tx.now,
  });
  tx.insert(DepositEntry, half(from, to, -amount), half(to, from, amount));
}

/** The same for what comes back into the deposit other than by a payment: those who wait for it are paid right after. */
export async function giveBack(tx: Tx, providerId: string, what: Omit<Transfer, "to">): Promise<void> {
  transfer(tx, providerId, { ...what, to: "DEPOSIT" });
  await payAgain(tx, providerId);
}

/** There may be something to pay to those who wait for the deposit, see grown-deposit.entity.ts. The caller has locked the provider. */
export async function payAgain(tx: Tx, providerId: string): Promise<void> {
  if (await tx.findOne(GrownDeposit, { providerId })) return;
  tx.insert(GrownDeposit, { id: newId(GrownDeposit), providerId, grownAt: tx.now });
}

/** Whose deposit money came back into, the longest ago first. */
export const grownDeposits = (reader: Reader, limit: number): Promise<string[]> =>
  dueIds(reader, "SELECT provider_id AS id FROM grown_deposit ORDER BY grown_at, id LIMIT ?", [limit]);

/** From now on nobody waits for what came back. Returns whether anybody did; the caller has locked the provider, and pays them. */
export async function takeGrowth(tx: Tx, providerId: string): Promise<boolean> {
  if (!(await tx.findOne(GrownDeposit, { providerId }))) return false;
  removeRows(tx, GrownDeposit, "providerId", providerId);
  return true;
}

/** What the provider's deposit holds, by currency. */
export async function balancesOf(reader: Reader, providerId: string): Promise<Map<string, number>> {
  const rows = await reader.query<{ currency: string; total: number }>(
    "SELECT currency, SUM(amount) AS total FROM deposit_entry WHERE provider_id = ? AND account = 'DEPOSIT' GROUP BY currency ORDER BY currency",
    [providerId],
  );
  return new Map(rows.map(({ currency, total }) => [currency, total]));
}

export const balanceIn = async (reader: Reader, providerId: string, currency: string): Promise<number> =>
  (await balancesOf(reader, providerId)).get(currency) ?? 0;

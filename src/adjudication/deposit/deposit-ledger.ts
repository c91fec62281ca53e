import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import type { DepositAccount, DepositPurpose } from "./deposit-enums.types";
import { DepositEntry } from "./deposit-entry.entity";

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

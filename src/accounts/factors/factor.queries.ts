import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { HOUR } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { Account } from "../account/account.entity";
import type { FactorReset } from "./factor-reset.entity";
import type { Asked } from "./factor.policy";
import { RecoveryCode } from "./recovery-code.entity";
import { SecondFactor } from "./second-factor.entity";

export const factorsOf = (reader: Reader, accountId: string): Promise<SecondFactor[]> =>
  reader.find(SecondFactor, { accountId }, "ORDER BY id");

/** Checked under the account's lock before one is added. */
export async function refuseTooMany(tx: Tx, account: Account): Promise<void> {
  const most = (await HouseRules.inForce(tx, tx.now)).number("factor.count", "perPerson");
  if ((await factorsOf(tx, account.id)).length >= most)
    throw new Refusal("LIMIT_REACHED", { reason: "secondFactor.count", params: { most } });
}

/** When the request that waits for a second person lapses; null when it has. */
export async function resetWaitsUntil(reader: Reader, { askedAt }: FactorReset, now: number): Promise<number | null> {
  const until = askedAt + (await HouseRules.inForce(reader, askedAt)).number("factor.reset", "hours") * HOUR;
  return now < until ? until : null;
}

/** Who has requested it, unless that has lapsed; `by` reads accounts. */
export async function askedIn(
  reader: Reader,
  reset: FactorReset | null,
  by: (id: string) => Promise<Account | null>,
  now: number,
): Promise<Asked | null> {
  if (!reset || (await resetWaitsUntil(reader, reset, now)) === null) return null;
  const account = await by(reset.askedById);
  return { byId: reset.askedById, isStillAdmin: account?.status === "ACTIVE" && account.roles.includes("ADMIN") };
}

export async function countRecoveryCodes(reader: Reader, accountId: string): Promise<number> {
  return (await reader.find(RecoveryCode, { accountId, usedAt: null })).length;
}

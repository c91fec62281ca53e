import { Account } from "../../accounts/account/account.entity";
import { recordOnAccount, SYSTEM } from "../../accounts/account/record-on-account";
import { HouseRules } from "../../house-rules/house-rules";
import { dueIds, sweepDue } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import type { SweptServices } from "../../platform/graphql/context";
import { DAY } from "../../platform/time";
import { AccountErasure } from "./account-erasure.entity";
import { eraseAccount } from "./erase-account";
import { erasureObstacle } from "./erasure-obstacle.queries";

/** Deletes accounts whose time to take it back is over, and lets proposals lapse that no second person agreed to. */
export async function sweepErasures(services: SweptServices): Promise<void> {
  const { database, clock, log } = services;
  const rules = await HouseRules.inForce(database, clock.now());
  const proposedFor = rules.number("erasure.approval", "days") * DAY;
  await sweepDue(database, log, {
    find: (limit) =>
      dueIds(
        database,
        "SELECT id FROM account_erasure WHERE status = 'WAITING' AND due_at <= ? ORDER BY due_at LIMIT ?",
        [clock.now(), limit],
      ),
    act: (tx, id) => erase(tx, services, id),
    what: "an account could not be deleted",
  });
  await sweepDue(database, log, {
    find: (limit) =>
      dueIds(
        database,
        "SELECT id FROM account_erasure WHERE status = 'PROPOSED' AND asked_at <= ? ORDER BY asked_at LIMIT ?",
        [clock.now() - proposedFor, limit],
      ),
    act: (tx, id) => lapse(tx, id, proposedFor),
    what: "a proposed deletion could not lapse",
  });
}

async function locked(tx: Tx, id: string): Promise<{ account: Account; erasure: AccountErasure } | null> {
  const known = await tx.byId(AccountErasure, id);
  const account = known && (await tx.lock(Account, known.accountId));
  const erasure = account && (await tx.byId(AccountErasure, id));
  return erasure ? { account, erasure } : null;
}

/** What came up since it was asked for is settled first: it is looked at again the next day. */
async function erase(tx: Tx, { storage }: SweptServices, id: string): Promise<boolean> {
  const found = await locked(tx, id);
  if (!found || found.erasure.status !== "WAITING" || (found.erasure.dueAt ?? 0) > tx.now) return false;
  const { account, erasure } = found;
  if (await erasureObstacle(tx, account)) {
    tx.change(erasure, { dueAt: tx.now + DAY });
    return true;
  }
  await eraseAccount(tx, storage, account);
  tx.change(erasure, { status: "DONE", openKey: null, endedAt: tx.now, reason: null });
  recordOnAccount(tx, account, "ACCOUNT_ERASED", SYSTEM, { erasureId: id });
  return true;
}

async function lapse(tx: Tx, id: string, after: number): Promise<boolean> {
  const found = await locked(tx, id);
  if (!found || found.erasure.status !== "PROPOSED" || found.erasure.askedAt > tx.now - after) return false;
  tx.change(found.erasure, { status: "LAPSED", openKey: null, endedAt: tx.now });
  recordOnAccount(tx, found.account, "ERASURE_LAPSED", SYSTEM, { erasureId: id });
  return true;
}

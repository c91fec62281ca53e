import { createHash, randomBytes } from "node:crypto";
import type { Database } from "../platform/database/database";
import type { Reader } from "../platform/database/reader";
import type { Tx } from "../platform/database/tx";
import { newId } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { HOUR } from "../platform/time";
import { HouseRules } from "../house-rules/house-rules";
import { AccountLink } from "./account-link.entity";
import { Account } from "./account.entity";
import { overseers } from "./overseers.queries";
import { OPERATOR, oneself, recordOnAccount } from "./record-on-account";
import { isGrantedByTwo } from "./role-grant.policy";
import { setPassword } from "./set-password";

/** A new link into the account, which must be locked; earlier ones end. The token is returned here and nowhere else. */
export async function makeAccountLink(tx: Tx, account: Account): Promise<{ token: string; endsAt: number }> {
  const token = randomBytes(32).toString("base64url");
  const rules = await HouseRules.inForce(tx, tx.now);
  const endsAt = tx.now + rules.number("account.link", "hours") * HOUR;
  endLinks(tx, account);
  tx.insert(AccountLink, {
    id: newId(AccountLink),
    accountId: account.id,
    tokenHash: digest(token),
    createdAt: tx.now,
    endsAt,
    endedAt: null,
  });
  const staff = account.roles.some(isGrantedByTwo);
  const notified = staff ? await overseers(tx) : [];
  recordOnAccount(tx, account, "ACCOUNT_LINK_MADE", OPERATOR, { endsAt }, [...new Set([account.id, ...notified])]);
  return { token, endsAt };
}

/** The holder of the link chooses a password. Unknown, used, replaced and expired links are refused alike. */
export async function redeemAccountLink(
  database: Database,
  now: number,
  { token, password }: { token: string; password: string },
): Promise<{ login: string }> {
  const tokenHash = digest(token);
  // Checked before anything is hashed: a stranger's guess costs nothing.
  const { accountId } = await openLink(database, tokenHash, now);
  return database.transact(async (tx) => {
    const account = await tx.lock(Account, accountId);
    // Checked again under the account's lock: of two at once, one was first.
    await openLink(tx, tokenHash, tx.now);
    if (account?.status !== "ACTIVE") throw noSuchLink();
    endLinks(tx, account);
    recordOnAccount(tx, account, "ACCOUNT_LINK_USED", oneself(account), {});
    await setPassword(tx, account, password, { field: "input.password", author: oneself(account) });
    return { login: account.login };
  });
}

async function openLink(reader: Reader, tokenHash: string, now: number): Promise<AccountLink> {
  const link = await reader.findOne(AccountLink, { tokenHash, endedAt: null });
  if (!link || link.endsAt <= now) throw noSuchLink();
  return link;
}

const noSuchLink = (): Refusal => new Refusal("NOT_FOUND", { reason: "account.noSuchLink", field: "input.token" });

function endLinks(tx: Tx, account: Account): void {
  tx.execute("UPDATE account_link SET ended_at = ? WHERE account_id = ? AND ended_at IS NULL", [tx.now, account.id]);
}

const digest = (token: string): string => createHash("sha256").update(token).digest("hex");

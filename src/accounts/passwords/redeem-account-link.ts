import type { Database } from "../../platform/database/database";
import type { Reader } from "../../platform/database/reader";
import { Refusal } from "../../platform/refusal";
import { AccountLink } from "../links/account-link.entity";
import { Account } from "../account/account.entity";
import { oneself, recordOnAccount } from "../account/record-on-account";
import { setPassword } from "./set-password";
import { digestOf } from "../account/secret-token.pure";

/**
 * The holder of the link chooses a password. Unknown, used, replaced and expired links are refused alike. `charge`: what the attempt uses up of the
 * link's own limit; a stranger at the same address, who has no link, uses up nothing.
 */
export async function redeemAccountLink(
  database: Database,
  now: number,
  { token, password }: { token: string; password: string },
  charge: (linkId: string) => Promise<void>,
): Promise<{ login: string }> {
  const tokenHash = digestOf(token);
  // Checked before anything is hashed: a stranger's guess costs nothing.
  const { id: linkId, accountId } = await openLink(database, tokenHash, now);
  await charge(linkId);
  return database.transact(async (tx) => {
    const account = await tx.lock(Account, accountId);
    // Checked again under the account's lock: of two at once, one was first.
    await openLink(tx, tokenHash, tx.now);
    if (account?.status !== "ACTIVE") throw noSuchLink();
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

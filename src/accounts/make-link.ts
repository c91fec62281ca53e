import type { Tx } from "../platform/database/tx";
import { newId } from "../platform/ids";
import { AccountLink } from "./account-link.entity";
import type { Account } from "./account.entity";
import { endAccountLinks } from "./end-account-links";
import { digestOf, newSecretToken } from "./secret-token.pure";

/** A one-time link; who may have it, and who is told, is the caller's to say. The newest of an account is the one that opens it. */
export function makeLink(tx: Tx, account: Account, endsAt: number): string {
  const token = newSecretToken();
  endAccountLinks(tx, account);
  tx.insert(AccountLink, {
    id: newId(AccountLink),
    accountId: account.id,
    tokenHash: digestOf(token),
    createdAt: tx.now,
    endsAt,
    endedAt: null,
  });
  return token;
}

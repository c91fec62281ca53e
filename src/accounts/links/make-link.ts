import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { AccountLink } from "./account-link.entity";
import type { Account } from "../account/account.entity";
import { digestOf, newSecretToken } from "../account/secret-token.pure";

/** A one-time link; who may have it, who is told, and which others end with it, is the caller's to say. All of an account end when one is used. */
export function makeLink(tx: Tx, account: Account, endsAt: number): string {
  const token = newSecretToken();
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

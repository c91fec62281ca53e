import type { Tx } from "../../platform/database/tx";
import type { Locale } from "../../platform/identity/actor";
import type { Account } from "./account.entity";
import { beginAccount } from "./begin-account";
import type { Author } from "./record-on-account";

/** What the ids of API clients begin with, and so those of the accounts in whose name they act. */
export const CLIENT_PREFIX = "apc";

export const isClientId = (accountId: string): boolean => accountId.startsWith(`${CLIENT_PREFIX}_`);

/**
 * The account in whose name an API client acts, under the client's own id, so that whatever refers to who did something can refer to it. No
 * one can sign in with it, and no command on people's accounts finds it: its id is not one of theirs.
 */
export function clientAccount(
  tx: Tx,
  { id, name, locale }: { id: string; name: string; locale: Locale },
  by: Author,
): Account {
  // No login that a person chooses contains a colon.
  return beginAccount(tx, { id, login: `client:${id}`, displayName: name, locale }, by);
}

import type { Tx } from "../platform/database/tx";
import type { Actor, Locale } from "../platform/identity/actor";
import { lockAccount } from "./account.queries";
import { checkDisplayName } from "./check-display-name";
import { oneself, recordOnAccount } from "./record-on-account";

/** What is left out stays as it is. */
export async function updateAccount(
  tx: Tx,
  actor: Actor,
  input: { displayName?: string | null; locale?: Locale | null },
): Promise<{ accountId: string }> {
  const account = await lockAccount(tx, actor.accountId, "input");
  const changes = { displayName: input.displayName ?? account.displayName, locale: input.locale ?? account.locale };
  // Pages send the name along when only the language changes; the platform's own people may be called what they are.
  if (changes.displayName !== account.displayName) checkDisplayName(changes.displayName);
  tx.change(account, changes);
  // The log is for ever: it says that the name changed, not to what.
  recordOnAccount(tx, account, "ACCOUNT_UPDATED", oneself(account));
  return { accountId: account.id };
}

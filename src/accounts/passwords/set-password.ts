import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { AccountSession } from "../sessions/account-session.entity";
import { endAllSessions, endOtherSessions } from "../sessions/account-sessions";
import type { Account } from "../account/account.entity";
import { digestOf } from "../account/secret-token.pure";
import { hashPassword } from "./password.pure";
import type { PasswordOwner } from "./password-strength.pure";
import { recordOnAccount, type Author } from "../account/record-on-account";
import { sharesOf } from "./shares-of";

/** Refuses a password that is easily guessed; `field` is where the client gave it. */
export async function checkPassword(password: string, owner: PasswordOwner, field: string): Promise<void> {
  const { whyNotPassword } = await import("./password-strength.pure.js");
  const obstacle = whyNotPassword(password, owner);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field });
}

/**
 * Sets the password of the account, which is locked, and ends every session but the one that is kept: anyone who had the old password
 * is out, on every device and every live stream, and has no link to another one.
 */
export async function setPassword(
  tx: Tx,
  account: Account,
  password: string,
  { field, author, kept = null }: { field: string; author: Author; kept?: AccountSession | null },
): Promise<void> {
  await checkPassword(password, account, field);
  const passwordHash = await hashPassword(password, sharesOf(tx));
  tx.change(account, { passwordHash });
  if (kept) endOtherSessions(tx, account, kept);
  else endAllSessions(tx, account);
  recordOnAccount(tx, account, "PASSWORD_CHANGED", author, { passwordDigest: digestOf(passwordHash) });
}

import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import { Refusal } from "../../platform/refusal";
import { AccountSession } from "../sessions/account-session.entity";
import { lockAccount } from "../account/account.queries";
import { verifyPassword } from "./password.pure";
import { oneself } from "../account/record-on-account";
import { sharesOf } from "./shares-of";
import { setPassword } from "./set-password";

/** Requires the current password: a session left open must not be enough to take the account over. */
export async function changePassword(
  tx: Tx,
  actor: Actor,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
  sessionId: string | null,
): Promise<{ accountId: string }> {
  const account = await lockAccount(tx, actor.accountId, "input");
  const kept = sessionId && (await tx.byId(AccountSession, sessionId));
  if (account.passwordHash === null || !kept) throw new Refusal("NOT_IN_THIS_STATE", { reason: "outsideSession" });
  if (!(await verifyPassword(account.passwordHash, currentPassword, sharesOf(tx, account.id))))
    throw new Refusal("BAD_USER_INPUT", { reason: WRONG_PASSWORD, field: "input.currentPassword" });
  await setPassword(tx, account, newPassword, { field: "input.newPassword", author: oneself(account), kept });
  return { accountId: account.id };
}

const WRONG_PASSWORD = "password.wrong";

/** Whether a command was refused for a wrong password: then it counts as a guess. */
export const wasWrongPassword = (error: unknown): boolean =>
  error instanceof Refusal && error.details.reason === WRONG_PASSWORD;

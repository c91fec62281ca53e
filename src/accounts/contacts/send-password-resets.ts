import { dueIds, sweepDue } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import type { SweptServices } from "../../platform/graphql/context";
import { say } from "../../platform/messages/explain";
import { MINUTE } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { Account } from "../account/account.entity";
import { makeLink } from "../links/make-link";
import { recordOnAccount, SYSTEM } from "../account/record-on-account";
import { ContactPoint } from "./contact-point.entity";
import { PasswordReset } from "./password-reset.entity";
import { queueLetter } from "./queue-letter";

/** Of one mailbox; more accounts share it hardly ever. */
const MOST_ACCOUNTS = 5;

/** Writes to those whose verified address was given: a link with which they choose a new password, once. */
export async function sendPasswordResets({ database, log, mailer }: SweptServices): Promise<void> {
  if (!mailer) return;
  await sweepDue(database, log, {
    find: (limit) => dueIds(database, "SELECT id FROM password_reset ORDER BY id LIMIT ?", [limit]),
    act: answer,
    what: "a link to a new password could not be sent",
  });
}

async function answer(tx: Tx, id: string): Promise<boolean> {
  const asked = await tx.lock(PasswordReset, id);
  if (!asked) return false;
  tx.execute("DELETE FROM password_reset WHERE id = ?", [id]);
  const points = await tx.find(
    ContactPoint,
    { addressHash: asked.hashes.split(" "), state: "VERIFIED" },
    `ORDER BY account_id LIMIT ${MOST_ACCOUNTS}`,
  );
  const minutes = (await HouseRules.inForce(tx, tx.now)).number("contact.reset", "minutes");
  for (const point of points) {
    const account = await tx.lock(Account, point.accountId);
    if (account?.status !== "ACTIVE" || account.passwordHash === null) continue;
    const { locale, login } = account;
    // Anybody may ask: what was sent before, or made by the operator, opens as well.
    const token = makeLink(tx, account, tx.now + minutes * MINUTE);
    queueLetter(tx, point, "RESET", {
      subject: say("letter.reset.subject", locale),
      paragraphs: [say("letter.reset.text", locale, { login, minutes }), say("letter.reset.notYou", locale)],
      link: { label: say("letter.reset.link", locale), path: `/welcome#${token}` },
      answerable: false,
    });
    recordOnAccount(tx, account, "PASSWORD_RESET_SENT", SYSTEM, { contactPointId: point.id });
  }
  return true;
}

import type { Tx } from "../../platform/database/tx";
import { Account } from "../account.entity";
import { recordOnAccount, SYSTEM } from "../record-on-account";
import { ContactPoint } from "./contact-point.entity";
import { Letter } from "./letter.entity";
import { tellOtherwise } from "./tell-otherwise";

/**
 * The letters of a mail came back. Nothing more goes there until the person has verified it again, and their inbox tells them so; an app that
 * is gone is forgotten. What they were not told by it they are told by what else they want to be told by.
 */
export async function markBounced(tx: Tx, mailId: string): Promise<boolean> {
  const [letter, ...others] = await tx.find(Letter, { mailId }, "ORDER BY id");
  if (!letter) return false;
  const account = await tx.lock(Account, letter.accountId);
  const point = await tx.lock(ContactPoint, letter.contactPointId);
  if (account && point) for (const each of [letter, ...others]) await tellOtherwise(tx, account, point, each);
  for (const each of [letter, ...others])
    tx.change(each, { state: "BOUNCED", words: null, dueAt: null, settledAt: each.settledAt ?? tx.now });
  if (!account || point?.state !== "VERIFIED") return true;
  if (point.kind === "APP_PUSH") {
    tx.execute("DELETE FROM contact_point WHERE id = ?", [point.id]);
    return true;
  }
  tx.change(point, { state: "BOUNCED" });
  recordOnAccount(tx, account, "CONTACT_BOUNCED", SYSTEM, { contactPointId: point.id }, [account.id]);
  return true;
}

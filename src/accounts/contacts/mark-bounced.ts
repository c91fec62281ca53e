import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { DAY } from "../../platform/time";
import { Account } from "../account/account.entity";
import { recordOnAccount, SYSTEM } from "../account/record-on-account";
import { ContactPoint } from "./contact-point.entity";
import { dropContactPoints } from "./drop-contact-points";
import { Letter } from "./letter.entity";
import { tellOtherwise } from "./tell-otherwise";

/** Relays try for five days (RFC 5321): what comes back later did not, and the record of what was served is not rewritten by it. */
const LATEST_MS = 7 * DAY;

/**
 * The letters of a mail came back. Nothing more goes there until the person has verified it again, and their inbox tells them so; an app that
 * is gone is forgotten. What they were not told by it they are told by what else they want to be told by.
 */
export async function markBounced(tx: Tx, mailId: string): Promise<boolean> {
  const letters = (await tx.find(Letter, { mailId }, "ORDER BY id")).filter(
    ({ state, settledAt }) => state === "QUEUED" || (state === "SENT" && tx.now - (settledAt ?? 0) <= LATEST_MS),
  );
  const [letter] = letters;
  if (!letter) return false;
  const account = await tx.lock(Account, letter.accountId);
  const point = await tx.lock(ContactPoint, letter.contactPointId);
  if (account) for (const each of letters) await tellOtherwise(tx, account, each);
  const sentAt = letter.settledAt ?? tx.now;
  for (const each of letters)
    tx.change(each, { state: "BOUNCED", words: null, dueAt: null, settledAt: each.settledAt ?? tx.now });
  // Whoever has verified it since has shown that it is there.
  if (!account || point?.state !== "VERIFIED" || (point.verifiedAt ?? 0) > sentAt) return true;
  if (point.kind === "APP_PUSH") {
    dropContactPoints(tx, account.id, sql`id = ${point.id}`);
    return true;
  }
  tx.change(point, { state: "BOUNCED" });
  recordOnAccount(tx, account, "CONTACT_BOUNCED", SYSTEM, { contactPointId: point.id }, [account.id]);
  return true;
}

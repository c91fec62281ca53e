import type { Reader } from "../../platform/database/reader";
import { Refusal } from "../../platform/refusal";
import { Account } from "../account/account.entity";
import { WithdrawnSubjects } from "./withdrawn-subjects";

/**
 * Whose subject this is at that provider; null: nobody's yet. Refused: the same subject of another provider, who is somebody else and would be
 * let in as this person; and whoever was withdrawn by the directory before their account was deleted.
 */
export async function findOutsideAccount(reader: Reader, issuer: string, subject: string): Promise<Account | null> {
  const marks = WithdrawnSubjects.of(reader).marksOf(issuer, subject);
  const found = await reader.find(Account, { externalSubject: [subject, ...marks] });
  if (found.some(({ externalSubject }) => marks.includes(externalSubject ?? "")))
    throw new Refusal("UNAUTHENTICATED", { reason: "accountSuspended" });
  const [account = null] = found;
  // The database may hold texts alike that differ, as in a space at the end.
  const isSame = account?.externalSubject === subject && (account.externalIssuer ?? issuer) === issuer;
  if (account && !isSame) throw new Refusal("UNAUTHENTICATED", { reason: "badToken" });
  return account;
}

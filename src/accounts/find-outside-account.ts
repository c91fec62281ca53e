import type { Reader } from "../platform/database/reader";
import { Refusal } from "../platform/refusal";
import { Account } from "./account.entity";

/**
 * Whose subject this is at that provider; null: nobody's yet. The same subject of another provider is somebody else, whom it would let
 * in as this person: refused.
 */
export async function findOutsideAccount(reader: Reader, issuer: string, subject: string): Promise<Account | null> {
  const account = await reader.findOne(Account, { externalSubject: subject });
  // The database may hold texts alike that differ, as in a space at the end.
  const isSame = account?.externalSubject === subject && (account.externalIssuer ?? issuer) === issuer;
  if (account && !isSame) throw new Refusal("UNAUTHENTICATED", { reason: "badToken" });
  return account;
}

import { WithdrawnSubjects } from "../../accounts/sign-in/withdrawn-subjects";
import type { Tx } from "../../platform/database/tx";
import { MarketplaceRecord } from "./marketplace-record.entity";

/** Of what sources call somebody whose account is deleted, marks remain: the next file finds them, and nobody else learns who it was. */
export async function forgetPerson(tx: Tx, accountId: string): Promise<void> {
  const subjects = WithdrawnSubjects.of(tx);
  for (const record of await tx.find(MarketplaceRecord, { kind: "PERSON", targetId: accountId }, "ORDER BY id"))
    if (!record.isErased) tx.change(record, { externalId: subjects.marksOf(record.sourceId, record.externalId)[0] });
}

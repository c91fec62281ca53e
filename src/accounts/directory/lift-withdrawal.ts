import type { Tx } from "../../platform/database/tx";
import { Account } from "../account/account.entity";
import type { Outsider } from "../sign-in/lock-outsider";
import { WithdrawnSubjects } from "../sign-in/withdrawn-subjects";

/** The directory makes somebody whom it had withdrawn before their account was deleted: they come as somebody new. */
export async function liftWithdrawal(tx: Tx, { issuer, subject }: Outsider): Promise<void> {
  const marks = WithdrawnSubjects.of(tx).marksOf(issuer, subject);
  for (const { id } of await tx.find(Account, { externalSubject: marks })) {
    const closed = await tx.lock(Account, id);
    if (closed) tx.change(closed, { externalSubject: null });
  }
}

import type { Letter } from "../../accounts/contacts/letter.entity";
import { partiesOf, type Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Complaint } from "../complaints/complaint.entity";
import { maySee, maySeeAudience, readerOf, type Audience } from "../complaints/complaint.policy";

/** Whoever no longer reads the inbox, or may not see there by now what happened in the case, is told nothing of it. */
export async function stillConcerned(tx: Tx, letter: Letter, reader: Actor): Promise<boolean> {
  const { recipientId, streamId } = letter;
  if (recipientId === null || !partiesOf(reader).includes(recipientId)) return false;
  if (streamId === null || !isIdOf(Complaint, streamId)) return true;
  const complaint = await tx.byId(Complaint, streamId);
  return (
    complaint !== null &&
    maySee(reader, complaint) &&
    maySeeAudience(letter.audience as Audience, readerOf(reader, complaint))
  );
}

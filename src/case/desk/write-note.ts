import type { Actor } from "../../accounts/actor/actor";
import type { CaseResult } from "../complaints/case-file";
import { addNote } from "../negotiation/add-note";
import type { Tx } from "../../platform/database/tx";
import type { WriteNoteInput } from "./note.types";
import { openForDesk } from "./open-for-desk";
import { recordOnDesk } from "./record-on-desk";

/** A message of the case that only the platform reads. Neither clocks nor the sides notice it. */
export async function writeNote(tx: Tx, actor: Actor, input: WriteNoteInput): Promise<CaseResult<"messageId">> {
  const complaint = await openForDesk(tx, actor, input, "WRITE_NOTE");
  const messageId = addNote(tx, complaint.id, actor.accountId, input.text);
  recordOnDesk(tx, complaint, actor, { type: "NOTE_WRITTEN", data: { messageId } });
  return { complaintId: complaint.id, messageId };
}

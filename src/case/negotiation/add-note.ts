import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Message } from "./message.entity";

/** Writes what only the platform reads, beside the thread; returns its id. */
export function addNote(tx: Tx, complaintId: string, authorId: string, text: string): string {
  const id = newId(Message);
  tx.insert(Message, { id, complaintId, authorId, side: "PLATFORM", visibility: "STAFF", text, sentAt: tx.now });
  return id;
}

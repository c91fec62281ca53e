import type { Actor } from "../../accounts/actor/actor";
import { recordCaseEvent, setQuietly, type CaseResult } from "../complaints/case-file";
import { maySeeAudience, readerOf, sideOf } from "../complaints/complaint.policy";
import { lockCase } from "../complaints/lock-case";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Message } from "./message.entity";
import type { MarkMessagesSeenInput } from "./message.types";

/**
 * Outside the lifecycle table: reading is no act in the case, and stays possible when it is closed. Of one side the person who has seen most
 * counts. Recorded as nobody's, so that the log does not tell who of a provider reads when; and only up to what both sides read, or the other
 * side would learn when this one wrote to the platform.
 */
export async function markMessagesSeen(tx: Tx, actor: Actor, input: MarkMessagesSeenInput): Promise<CaseResult> {
  const complaint = await lockCase(tx, actor, input.complaintId);
  const by = sideOf(actor, complaint);
  if (!by) throw new Refusal("FORBIDDEN", { reason: "notYours" });
  const message = isIdOf(Message, input.upToId) ? await tx.byId(Message, input.upToId) : null;
  if (message?.complaintId !== complaint.id || !maySeeAudience(message.visibility, readerOf(actor, complaint)))
    throw new Refusal("NOT_FOUND", { field: "input.upToId" });
  const mark = by === "CONSUMER" ? "consumerSawUpTo" : "providerSawUpTo";
  const [shared] = await tx.query<{ sentAt: number }>(
    "SELECT sent_at AS sentAt FROM message WHERE complaint_id = ? AND visibility = 'PARTIES' AND id <= ? ORDER BY id DESC LIMIT 1",
    [complaint.id, message.id],
  );
  const upTo = shared?.sentAt ?? 0;
  if ((complaint[mark] ?? 0) < upTo) {
    setQuietly(tx, complaint, { [mark]: upTo });
    recordCaseEvent(tx, complaint, null, { type: "MESSAGES_SEEN", audience: "SIDES", data: { by, upTo } });
  }
  return { complaintId: complaint.id };
}

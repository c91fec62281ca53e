import type { CaseResult } from "../complaints/case-file";
import { InputType } from "type-graphql";
import { CaseInput } from "../complaints/case-input.types";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { CaseRecusal } from "./case-recusal.entity";
import { noteOnDesk, openForDesk } from "./desk-case";

@InputType({ description: "Declaring a conflict of interest." })
export class RecuseInput extends CaseInput {
  @TextField({
    min: 5,
    max: 1_000,
    description: "What the conflict is, for the desk's records; at least 5 characters.",
  })
  reason: string;
}

/** Cannot be taken back. Declared at any time, for a case that is over may be reopened. */
export async function recuse(tx: Tx, actor: Actor, input: RecuseInput): Promise<CaseResult> {
  const complaint = await openForDesk(tx, actor, input, "RECUSE");
  const { accountId } = actor;
  tx.insert(CaseRecusal, {
    id: newId(CaseRecusal),
    complaintId: complaint.id,
    accountId,
    ground: "DECLARED",
    reason: input.reason,
    at: tx.now,
  });
  noteOnDesk(
    tx,
    complaint,
    actor,
    { type: "MODERATOR_RECUSED", data: { accountId, ground: "DECLARED", reason: input.reason } },
    {
      ...(complaint.leaseHolderId === accountId ? NO_LEASE : {}),
      ...(complaint.assignedToId === accountId ? { assignedToId: null } : {}),
    },
  );
  return { complaintId: complaint.id };
}

export const findRecusal = (reader: Reader, complaintId: string, accountId: string): Promise<CaseRecusal | null> =>
  reader.findOne(CaseRecusal, { complaintId, accountId });

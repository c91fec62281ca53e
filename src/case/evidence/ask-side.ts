import type { CaseFile } from "../complaints/case-file";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { CaseRequest } from "./case-request.entity";

export function askSide(
  { tx, complaint }: CaseFile,
  actor: Actor,
  question: Pick<CaseRequest, "kind" | "addressedTo" | "text" | "mandatory" | "dueAt">,
): { id: string; dueAt: number } {
  const id = newId(CaseRequest);
  tx.insert(CaseRequest, { ...question, id, complaintId: complaint.id, askedById: actor.accountId, askedAt: tx.now });
  return { id, dueAt: question.dueAt };
}

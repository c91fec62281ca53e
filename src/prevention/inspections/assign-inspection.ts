import { Account } from "../../accounts/account/account.entity";
import { conflictsOf } from "../../accounts/actor/conflicts.queries";
import { foldLogin } from "../../accounts/account/login.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { ProviderMember } from "../../market/providers/provider-member.entity";
import type { Inspection } from "./inspection.entity";
import type { AssignInspectionInput } from "./inspection.types";
import { hasComplained, isActiveInspector } from "./inspection.queries";
import { lockInspection } from "./lock-inspection";
import { recordInspectionEvent } from "./record-inspection-event";

/** A lead assigns it to someone, or frees it for anyone to take. */
export async function assignInspection(
  tx: Tx,
  actor: Actor,
  input: AssignInspectionInput,
): Promise<{ inspectionId: string }> {
  const { inspectionId, inspectorLogin } = input;
  const inspection = await lockInspection(tx, actor, inspectionId, "ASSIGN");
  const assignee = inspectorLogin ? await findInspector(tx, inspectorLogin) : null;
  if (assignee && (await isConcernedBy(tx, inspection, assignee)))
    throw new Refusal("CONFLICT_OF_INTEREST", { field: "input.inspectorLogin" });
  const assignedToId = assignee?.id ?? null;
  tx.change(inspection, { assignedToId });
  recordInspectionEvent(tx, inspection, actor, "INSPECTION_ASSIGNED", { assignedToId });
  return { inspectionId };
}

async function findInspector(tx: Tx, login: string): Promise<Account> {
  const account = await tx.findOne(Account, { login: foldLogin(login) });
  if (!account || !isActiveInspector(account))
    throw new Refusal("NOT_FOUND", { reason: "inspection.noInspector", field: "input.inspectorLogin" });
  return account;
}

async function isConcernedBy(tx: Tx, inspection: Inspection, { id }: Account): Promise<boolean> {
  const membership = await tx.findOne(ProviderMember, { providerId: inspection.providerId, accountId: id });
  const conflicts = (await conflictsOf(tx, [id], tx.now)).of(id);
  return (
    membership !== null ||
    conflicts.some(({ providerId }) => providerId === inspection.providerId) ||
    hasComplained(tx, id, inspection)
  );
}

import { refuseConflict } from "../../accounts/actor/refuse-conflict";
import { Complaint } from "../complaints/complaint.entity";
import { IN_QUEUE } from "../complaints/complaint.lifecycle";
import { NO_LEASE } from "../complaints/no-lease.pure";
import { sideOf } from "../complaints/complaint.policy";
import type { Reader } from "../../platform/database/reader";
import { accountsOf, type Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { RoutingRules } from "../queues/routing-rules";
import { assignment, findAssignee, type Assignee } from "./assignment.queries";
import type { BulkTarget } from "./bulk.entity";
import type { BulkActionInput } from "./bulk-inputs.types";
import { sameValues, valuesOf, type BulkActionKind, type BulkValues } from "./bulk.pure";
import { CaseRecusal } from "./case-recusal.entity";

/** A bulk action with everything it needs to know already read, except the cases. */
export interface BulkPlan {
  action: BulkActionKind;
  target: BulkTarget;
  assignee: Assignee | null;
  routing: RoutingRules;
}

/** `path`: where the input is in the request, for refusals. An id that no case can have makes the whole request invalid, not just an item. */
export async function planOf(reader: Reader, input: BulkActionInput, path: string, now: number): Promise<BulkPlan> {
  const wrong = input.complaintIds.findIndex((id) => !isIdOf(Complaint, id));
  if (wrong >= 0) throw new Refusal("NOT_FOUND", { field: `${path}.complaintIds.${wrong}` });
  const routing = await RoutingRules.inForce(reader);
  const plan = { action: input.kind, target: {}, assignee: null, routing };
  const missing = (field: string): never => {
    throw new Refusal("BAD_USER_INPUT", { reason: "bulk.missing", field: `${path}.${field}` });
  };
  switch (input.kind) {
    case "ASSIGN": {
      const assignee = await findAssignee(reader, input, path, now);
      return { ...plan, assignee, target: { accountId: assignee.accountId } };
    }
    case "SET_SEVERITY":
      return { ...plan, target: { severity: input.severity ?? missing("severity") } };
    case "MOVE_TO_QUEUE": {
      const queue = input.queue || missing("queue");
      if (!routing.has(queue)) throw new Refusal("NOT_FOUND", { reason: "bulk.noSuchQueue", field: `${path}.queue` });
      return { ...plan, target: { queue } };
    }
    case "RELEASE_LEASE":
      return plan;
  }
}

/** The plan of a stored batch. */
export async function planAgain(
  reader: Reader,
  action: BulkActionKind,
  target: BulkTarget,
  now: number,
): Promise<BulkPlan> {
  const { accountId } = target;
  return {
    action,
    target,
    assignee: accountId ? await findAssignee(reader, { accountId }, "input.action", now) : null,
    routing: await RoutingRules.inForce(reader),
  };
}

/** Accounts that may not work on each case; cases without any are left out. */
export async function recusedIn(reader: Reader, complaintIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const recused = new Map<string, Set<string>>();
  for (const { complaintId, accountId } of await reader.find(CaseRecusal, { complaintId: complaintIds })) {
    const accounts = recused.get(complaintId) ?? new Set();
    recused.set(complaintId, accounts.add(accountId));
  }
  return recused;
}

export interface PlannedChange {
  before: BulkValues;
  after: BulkValues;
  /** What to write; null when the case is already as it should be. */
  patch: Partial<Complaint> | null;
}

/** What the action would do to this case; throws the Refusal that prevents it. */
export function plannedChange(
  plan: BulkPlan,
  complaint: Complaint | null,
  actor: Actor,
  recused: ReadonlySet<string> | undefined,
): PlannedChange {
  if (!complaint) throw new Refusal("NOT_FOUND");
  requireImpartial(complaint, actor, recused);
  requireInQueue(complaint);
  const patch = patchOf(plan, complaint, recused);
  const before = valuesOf(plan.action, complaint);
  const after = valuesOf(plan.action, { ...complaint, ...patch });
  return { before, after, patch: sameValues(before, after) ? null : patch };
}

export function requireImpartial(complaint: Complaint, actor: Actor, recused: ReadonlySet<string> | undefined): void {
  if (sideOf(actor, complaint) !== null) throw new Refusal("CONFLICT_OF_INTEREST");
  refuseConflict(actor, complaint.providerId);
  if (accountsOf(actor).some((id) => recused?.has(id)))
    throw new Refusal("CONFLICT_OF_INTEREST", { reason: "guard.recused" });
}

function requireInQueue({ status }: Complaint): void {
  if (!IN_QUEUE.has(status)) throw new Refusal("NOT_IN_THIS_STATE", { reason: "state", params: { status } });
}

function patchOf(
  { action, target, assignee, routing }: BulkPlan,
  complaint: Complaint,
  recused: ReadonlySet<string> | undefined,
): Partial<Complaint> {
  switch (action) {
    case "ASSIGN":
      if (!assignee) throw new Error("a plan to assign has no assignee");
      return assignment(
        complaint,
        assignee,
        assignee.accounts.some((id) => recused?.has(id)),
      );
    case "SET_SEVERITY": {
      const severity = target.severity ?? complaint.severity;
      if (severity === complaint.severity) return {};
      return { severity, queue: routing.queueOf({ ...complaint, severity }) };
    }
    case "MOVE_TO_QUEUE":
      return { queue: target.queue };
    case "RELEASE_LEASE":
      return NO_LEASE;
  }
}

import type { Tx } from "../../platform/database/tx";
import { FIRST_HASH } from "../../platform/database/event-hash";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { PromiseKind } from "../../market/promises/promise-kind.types";
import { checklistItems, kindsPromisedBy, type ChecklistItem } from "./checklists.queries";
import { Inspection } from "./inspection.entity";
import { Observation } from "./observation.entity";
import { recordInspectionEvent } from "./record-inspection-event";

type Given = "providerId" | "origin";
type Further = "complaintId" | "promiseVersionId" | "planId" | "drawId" | "reason" | "basis";

/** The subject of an inspection, and its origin. */
interface Opening extends Pick<Inspection, Given>, Partial<Pick<Inspection, Further>> {
  /** The kinds of promises it covers; those that the provider has in force when left out. */
  kinds?: readonly PromiseKind[];
  category?: string | null;
  /** These items, instead of those of the checklists. */
  items?: readonly ChecklistItem[];
}

/** Opens an inspection, with its checklist as it is now. `actor`: null when the platform opens it automatically. */
export async function beginInspection(tx: Tx, actor: Actor | null, opening: Opening): Promise<Inspection> {
  const { kinds, category = null, items, ...given } = opening;
  const asked = items ?? (await checklistItems(tx, kinds ?? (await kindsPromisedBy(tx, opening.providerId)), category));
  const days = (await HouseRules.inForce(tx, tx.now)).number("inspection.due", "days");
  const inspection = Object.assign(new Inspection(), {
    ...given,
    id: newId(Inspection),
    status: "OPEN",
    openedById: actor?.accountId ?? null,
    openedAt: tx.now,
    dueAt: tx.now + days * DAY,
    assignedToId: null,
    toldAt: null,
    answerDueAt: null,
    remindAt: null,
    statementAt: null,
    eventSeq: 0,
    eventHash: FIRST_HASH,
  } satisfies Partial<Inspection>);
  tx.insert(Inspection, inspection);
  tx.insert(
    Observation,
    ...asked.map((item, position) => ({
      ...item,
      id: newId(Observation),
      inspectionId: inspection.id,
      position,
    })),
  );
  recordInspectionEvent(tx, inspection, actor, "INSPECTION_OPENED", {
    origin: inspection.origin,
    complaintId: given.complaintId ?? null,
    reason: given.reason ?? null,
  });
  return inspection;
}

import type { Reader } from "../../platform/database/reader";
import type { PromiseKind } from "../../market/promises/promise-kind.types";
import { sql } from "../../platform/database/sql";
import { InspectionChecklist } from "./inspection-checklist.entity";
import type { Observation } from "./observation.entity";

export type ChecklistItem = Pick<Observation, "checklistId" | "kind" | "question">;

/** The latest version of each: those for all first, then by kind and category. There are a few dozen at most. */
export async function checklistsInForce(reader: Reader): Promise<InspectionChecklist[]> {
  return reader.select(
    InspectionChecklist,
    sql`FROM inspection_checklist t
     WHERE t.version = (SELECT MAX(o.version) FROM inspection_checklist o WHERE o.scope = t.scope) ORDER BY t.scope`,
  );
}

/** The items to check in an inspection of these kinds of promises and this category. */
export async function checklistItems(
  reader: Reader,
  kinds: readonly PromiseKind[],
  category: string | null,
): Promise<ChecklistItem[]> {
  const fitting = (await checklistsInForce(reader)).filter(
    (checklist) =>
      (checklist.kind === null || kinds.includes(checklist.kind)) &&
      (checklist.category === null || checklist.category === category),
  );
  return fitting.flatMap(({ id, kind, items }) => items.map((question) => ({ checklistId: id, kind, question })));
}

export async function kindsPromisedBy(reader: Reader, providerId: string): Promise<PromiseKind[]> {
  const rows = await reader.query<{ kind: PromiseKind }>(
    "SELECT DISTINCT kind FROM service_promise WHERE provider_id = ? AND withdrawn_at IS NULL",
    [providerId],
  );
  return rows.map(({ kind }) => kind);
}

export async function kindsComplainedOf(reader: Reader, complaintId: string): Promise<PromiseKind[]> {
  const rows = await reader.query<{ kind: PromiseKind }>("SELECT DISTINCT kind FROM breach WHERE complaint_id = ?", [
    complaintId,
  ]);
  return rows.map(({ kind }) => kind);
}

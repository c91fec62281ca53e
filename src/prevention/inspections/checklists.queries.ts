import type { Reader } from "../../platform/database/reader";
import type { PromiseKind } from "../../market/promises/promise-kind.types";
import { InspectionChecklist } from "./inspection-checklist.entity";
import type { Observation } from "./observation.entity";

export type ChecklistItem = Pick<Observation, "checklistId" | "kind" | "question">;

/** The latest version of each: those for all first, then by kind and category. There are a few dozen at most. */
export async function checklistsInForce(reader: Reader): Promise<InspectionChecklist[]> {
  const mapper = reader.mapper(InspectionChecklist);
  const rows = await reader.query(
    `SELECT ${mapper.select("t")} FROM inspection_checklist t
     WHERE t.version = (SELECT MAX(o.version) FROM inspection_checklist o WHERE o.scope = t.scope) ORDER BY t.scope`,
  );
  return rows.map((row) => mapper.hydrate(row));
}

/** What to look at in an inspection of these kinds of promises and this category. */
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

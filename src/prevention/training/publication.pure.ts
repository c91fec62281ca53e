import { Refusal } from "../../platform/refusal";

/** Each saving writes the whole: what a colleague saved after the writer read it would be lost. Undefined: the writer does not ask. */
export function refuseStaleDraft(
  latest: { version: number; savedAt: number } | null,
  expectedSavedAt: number | null | undefined,
): void {
  if (expectedSavedAt === undefined || expectedSavedAt === (latest?.savedAt ?? null)) return;
  if (expectedSavedAt === null) throw new Refusal("ALREADY_EXISTS", { field: "input.code" });
  throw new Refusal("STALE_VERSION", {
    reason: "publication.staleDraft",
    field: "input.expectedSavedAt",
    params: { current: latest?.version ?? 0 },
  });
}

import { Refusal } from "../../platform/refusal";

/** Each save writes the whole draft, so what a colleague saved after the writer read it would be lost. Undefined: the writer skips this check. */
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

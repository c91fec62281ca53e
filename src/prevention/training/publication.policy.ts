import { hasRole, type Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import type { PublicationStatus } from "./publication-status.types";

/** Who may read what trainers are still writing, the right answers of a quiz included. */
export const seesDrafts = (actor: Actor | null): boolean => hasRole(actor, "TRAINER", "AUDITOR");

export const seesVersion = (actor: Actor | null, { status }: { status: PublicationStatus }): boolean =>
  status !== "DRAFT" || seesDrafts(actor);

export const mayWrite = (actor: Actor | null): boolean => hasRole(actor, "TRAINER");

export const mayPublish = (actor: Actor | null, { status }: { status: PublicationStatus }): boolean =>
  status === "DRAFT" && mayWrite(actor);

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

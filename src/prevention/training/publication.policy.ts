import { hasRole, type Actor } from "../../accounts/actor/actor";
import type { PublicationStatus } from "./publication-status.types";

/** Who may read drafts, including the correct answers of a quiz. */
export const maySeeDrafts = (actor: Actor | null): boolean => hasRole(actor, "TRAINER", "AUDITOR");

export const maySeeVersion = (actor: Actor | null, { status }: { status: PublicationStatus }): boolean =>
  status !== "DRAFT" || maySeeDrafts(actor);

export const mayWrite = (actor: Actor | null): boolean => hasRole(actor, "TRAINER");

export const mayPublish = (actor: Actor | null, { status }: { status: PublicationStatus }): boolean =>
  status === "DRAFT" && mayWrite(actor);

import { Complaint } from "../../case/complaints/complaint.entity";
import type { Context } from "../../platform/graphql/context";
import { hasRole, isPerson, type Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Job } from "../../platform/jobs/job.entity";
import type { DossierStatus } from "./dossier-enums.types";
import { Dossier } from "./dossier.entity";
import { DossierKey } from "../signing/dossier-key.entity";

const maySeeDossier = (actor: Actor | null, { requestedById }: Dossier): boolean =>
  isPerson(actor, requestedById) || hasRole(actor, "AUDITOR");

/** NOT_FOUND for dossiers that do not exist and for other people's alike. */
export async function readDossier(ctx: Context, id: string): Promise<Dossier> {
  const dossier = isIdOf(Dossier, id) ? await ctx.loaders.byId(Dossier, id) : null;
  if (!dossier || !maySeeDossier(ctx.actor, dossier)) throw new Refusal("NOT_FOUND", { field: "id" });
  return dossier;
}

/** Short, since a house rule limits how many a person may ask for. Auditors find them in the access log. */
export async function dossiersOf(ctx: Context, { id }: Complaint): Promise<Dossier[]> {
  const all = await ctx.loaders.manyBy(Dossier, "complaintId", id);
  return all.filter(({ requestedById }) => isPerson(ctx.actor, requestedById));
}

export async function jobOf(ctx: Context, { jobId }: Dossier): Promise<Job> {
  const job = await ctx.loaders.byId(Job, jobId);
  if (!job) throw new Error(`job ${jobId} not found`);
  return job;
}

export async function statusOf(ctx: Context, dossier: Dossier): Promise<DossierStatus> {
  if (dossier.removedAt !== null) return "REMOVED";
  if (dossier.readyAt !== null) return "READY";
  return (await jobOf(ctx, dossier)).status === "FAILED" ? "FAILED" : "PREPARING";
}

export const dossierKeys = ({ db }: Pick<Context, "db">): Promise<DossierKey[]> =>
  db.find(DossierKey, {}, "ORDER BY first_used_at, id");

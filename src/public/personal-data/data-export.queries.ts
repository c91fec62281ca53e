import type { Account } from "../../accounts/account/account.entity";
import { isPerson } from "../../accounts/actor/actor";
import type { Context } from "../../platform/graphql/context";
import { Job } from "../../platform/jobs/job.entity";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import type { DataExportStatus } from "./data-export-enums.types";
import { DataExport } from "./data-export.entity";

/** NOT_FOUND for copies that do not exist and for other people's alike: nobody of the staff sees them. */
export async function readDataExport(ctx: Context, id: string): Promise<DataExport> {
  const found = isIdOf(DataExport, id) ? await ctx.loaders.byId(DataExport, id) : null;
  if (!found || !isPerson(ctx.actor, found.accountId)) throw new Refusal("NOT_FOUND", { field: "id" });
  return found;
}

const SHOWN = 10;

/** The latest first. */
export async function dataExportsOf(ctx: Context, { id }: Account): Promise<DataExport[]> {
  if (!isPerson(ctx.actor, id)) return [];
  return ctx.db.find(DataExport, { accountId: id }, `ORDER BY requested_at DESC, id DESC LIMIT ${SHOWN}`);
}

export async function jobOfExport(ctx: Context, { jobId }: DataExport): Promise<Job> {
  const job = await ctx.loaders.byId(Job, jobId);
  if (!job) throw new Error(`job ${jobId} not found`);
  return job;
}

export async function statusOfExport(ctx: Context, asked: DataExport): Promise<DataExportStatus> {
  if (asked.removedAt !== null) return "REMOVED";
  if (asked.readyAt !== null) return "READY";
  return (await jobOfExport(ctx, asked)).status === "FAILED" ? "FAILED" : "PREPARING";
}

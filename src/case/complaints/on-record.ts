import type { Context } from "../../platform/graphql/context";
import { isStaff } from "../../accounts/actor/actor";
import { Complaint } from "./complaint.entity";
import { logOpening, OPENED } from "./log-opening";

/** The value, which is of what the case is about: shown once it is recorded who reads it. */
export function onRecord<T>(ctx: Context, complaint: Complaint, value: T): T | Promise<T> {
  const recording = logOpening(ctx, complaint);
  return recording ? recording.then(() => value) : value;
}

/** The same of a part that knows its case by id, and reads the value only then. */
export function onRecordOf<T>(ctx: Context, complaintId: string, read: () => T | Promise<T>): T | Promise<T> {
  // For others the case need not be read: they leave no trace.
  return isStaff(ctx.actor) ? recorded(ctx, complaintId, read) : read();
}

async function recorded<T>(ctx: Context, complaintId: string, read: () => T | Promise<T>): Promise<T> {
  const complaint = await ctx.loaders.shown(Complaint, complaintId, OPENED);
  if (!complaint) throw new Error(`complaint ${complaintId} not found`);
  await logOpening(ctx, complaint);
  return read();
}

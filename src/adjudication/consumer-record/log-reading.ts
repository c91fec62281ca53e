import { recordAccess } from "../../case/access-log/record-access";
import type { Complaint } from "../../case/complaints/complaint.entity";
import type { Context } from "../../platform/graphql/context";

/** What one operation has read, which may be executed twice (see `Pipeline`). */
const logged = new WeakMap<Context, Set<string>>();

/** Committed before anything is shown: nobody reads about a person without a trace that the person can see. Once for each operation. */
export async function logReading(ctx: Context, complaints: readonly Complaint[]): Promise<void> {
  const known = logged.get(ctx) ?? new Set<string>();
  logged.set(ctx, known);
  const read = complaints.filter(({ id }) => !known.has(id));
  if (read.length === 0) return;
  await ctx.db.transact(async (tx) => {
    for (const complaint of read)
      recordAccess(tx, ctx.signedIn(), complaint, { kind: "CONSUMER_RECORD", targetId: complaint.consumerId });
  });
  for (const { id } of read) known.add(id);
}

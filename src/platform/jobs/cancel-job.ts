import type { Tx } from "../database/tx";
import { recordOnJob } from "./job";
import { Job, type JobFailure } from "./job.entity";

/** Gives up a job that waits or is under way: whoever requested it is told; null when it has ended. */
export async function cancelJob(tx: Tx, id: string): Promise<Job | null> {
  const job = await tx.lock(Job, id);
  if (job?.status !== "QUEUED" && job?.status !== "RUNNING") return null;
  const failure: JobFailure = { code: "UNAVAILABLE", reason: "job.cancelled" };
  tx.change(job, { status: "FAILED", finishedAt: tx.now, claimedUntil: null, failure });
  recordOnJob(tx, job, "JOB_FAILED", { code: failure.code });
  return job;
}

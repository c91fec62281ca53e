import type { Tx } from "../database/tx";
import { recordOnJob } from "./job";
import { Job } from "./job.entity";

/** Lets a job that failed be tried again, from its beginning; null when it has not failed. */
export async function requeueJob(tx: Tx, id: string): Promise<Job | null> {
  const job = await tx.lock(Job, id);
  if (job?.status !== "FAILED") return null;
  tx.change(job, { status: "QUEUED", attempt: 0, done: 0, finishedAt: null, claimedUntil: null, failure: null });
  recordOnJob(tx, job, "JOB_QUEUED", {});
  return job;
}

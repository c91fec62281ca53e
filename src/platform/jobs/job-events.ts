import type { RefusalCode } from "../refusal";

/** The events of a job's own history. */
export interface JobEvents {
  JOB_QUEUED: OfJob;
  JOB_STARTED: OfJob;
  JOB_PROGRESSED: OfJob & { done: number; total: number };
  JOB_DONE: OfJob;
  JOB_FAILED: OfJob & { code: RefusalCode };
}

/** What each of them carries: the kind of work. */
type OfJob = { kind?: string };

declare module "../database/event" {
  interface Events extends JobEvents {}
}

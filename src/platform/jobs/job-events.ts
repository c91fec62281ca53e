import type { RefusalCode } from "../refusal";

/** What a job's own history tells. */
export interface JobEvents {
  JOB_QUEUED: OfJob;
  JOB_STARTED: OfJob;
  JOB_PROGRESSED: OfJob & { done: number; total: number };
  JOB_DONE: OfJob;
  JOB_FAILED: OfJob & { code: RefusalCode };
}

/** What stands with each of them: what is done. */
type OfJob = { kind?: string };

declare module "../database/event" {
  interface Events extends JobEvents {}
}

import { sql } from "../database/sql";
import type { Tx } from "../database/tx";
import { FIRST_HASH } from "../database/event-hash";
import type { Events } from "../database/event";
import type { Services } from "../graphql/context";
import { newId } from "../ids";
import { Refusal } from "../refusal";
import type { JobEvents } from "./job-events";
import { Job } from "./job.entity";

/** One kind of long work. It may be started again from the beginning, on another node too: only `finish` may have lasting effects. */
export interface JobWork {
  kind: string;
  /** What it does, for the API's reference. */
  says: string;
  run(services: Services, job: RunningJob): Promise<void>;
}

/** A job is started this many times before it is given up. */
export const MOST_ATTEMPTS = 3;

export interface RunningJob {
  readonly id: string;
  /** How often it was started, this time included: the writes of two nodes must not mix when one is believed dead. */
  readonly attempt: number;
  readonly subject: Job["subject"];
  /** Reports how far it is. Call it often: it is also the sign of life. Throws when another node has taken the job over. */
  progress(done: number, total: number): Promise<void>;
  /** Writes the result and ends the job, in one transaction. Throws when another node has taken the job over. */
  finish(write: (tx: Tx) => Promise<void>): Promise<void>;
  /**
   * Whether `finish` took effect, also when it threw: the reply to a commit may be lost. What was made for it may be removed only when it
   * did not. Waits for a commit that is still under way; throws when it cannot be known.
   */
  isFinished(): Promise<boolean>;
}

export const jobTopic = (id: string): string => `job:${id}`;

/** Per person: nodes run one job after the other, and no one may hold up everyone else. */
const MOST_UNFINISHED = 5;

/** Queues the work with the command's own transaction. Refuses LIMIT_REACHED when the person, whose account is locked, has too many under way already. */
export async function startJob(
  tx: Tx,
  { kind, subject, requestedById }: { kind: string; subject: Job["subject"]; requestedById: string },
): Promise<Job> {
  await refuseTooMany(tx, requestedById);
  const job = Object.assign(new Job(), {
    id: newId(Job),
    kind,
    subject,
    status: "QUEUED" as const,
    done: 0,
    total: null,
    requestedById,
    createdAt: tx.now,
    startedAt: null,
    finishedAt: null,
    attempt: 0,
    claimedUntil: null,
    failure: null,
    eventSeq: 0,
    eventHash: FIRST_HASH,
  });
  tx.insert(Job, job);
  recordOnJob(tx, job, "JOB_QUEUED", {});
  return job;
}

async function refuseTooMany(tx: Tx, requestedById: string): Promise<void> {
  const unfinished = await tx.query(
    sql`SELECT id FROM job WHERE requested_by_id = ${requestedById} AND finished_at IS NULL LIMIT ${MOST_UNFINISHED}`,
  );
  if (unfinished.length === MOST_UNFINISHED)
    throw new Refusal("LIMIT_REACHED", { reason: "job.tooMany", params: { most: MOST_UNFINISHED } });
}

export function recordOnJob<T extends keyof JobEvents>(tx: Tx, job: Job, type: T, data: Events[T]): void {
  tx.record(job, {
    type,
    actorId: null,
    actorRole: "SYSTEM",
    topics: [jobTopic(job.id)],
    audience: "REQUESTER",
    data: { ...data, kind: job.kind },
  });
}

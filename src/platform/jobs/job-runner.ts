import type { Clock } from "../clock";
import type { Database } from "../database/database";
import { list, sql } from "../database/sql";
import type { Tx } from "../database/tx";
import type { Services } from "../graphql/context";
import { logFault } from "../telemetry/log-fault";
import { Refusal } from "../refusal";
import { RungWork } from "../scheduling/rung-work";
import { MINUTE } from "../time";
import { Job, type JobFailure } from "./job.entity";
import { MOST_ATTEMPTS, recordOnJob, type JobWork, type RunningJob } from "./job";

const CLAIM_MS = 5 * MINUTE;
/** Progress is recorded this often at most. */
const TELL_EVERY_MS = 500;

/** Another node works on it now, or it has ended. */
class TakenOver extends Error {}

/** Runs queued jobs, one at a time on each node, the oldest first. */
export class JobRunner {
  private readonly runs = new RungWork(
    () => this.work(),
    (error) => logFault(this.services.log, error, {}, "queued jobs could not be read; trying again"),
  );
  private readonly stopWatching: () => void;
  /** Claimed, but whether that was committed nobody has answered. */
  private unanswered: Job | null = null;

  constructor(
    private readonly services: Services,
    private readonly works: readonly JobWork[],
  ) {
    this.stopWatching = services.tail.observe(({ type }) => {
      if (type === "JOB_QUEUED") this.ring();
    });
  }

  ring(): void {
    this.runs.ring();
  }

  /** A job under way is left for another node, or for the next start. */
  async stop(): Promise<void> {
    this.stopWatching();
    await this.runs.stop();
  }

  private async work(): Promise<void> {
    for (;;) {
      if (this.runs.isStopped) return;
      const job = await this.claim();
      if (!job) return;
      await this.run(job);
    }
  }

  private async claim(): Promise<Job | null> {
    const { database, clock } = this.services;
    // Nobody else would begin it before the claim has run out.
    const mine = this.unanswered;
    const found = mine && (await database.byId(Job, mine.id));
    this.unanswered = null;
    if (mine && isStill(found, mine) && found.startedAt === mine.startedAt) return found;
    // Skips kinds that only a newer node knows.
    const kinds = this.works.map(({ kind }) => kind);
    if (kinds.length === 0) return null;
    const [next] = await database.query<{ id: string }>(
      sql`SELECT id FROM job WHERE (status = 'QUEUED' OR (status = 'RUNNING' AND claimed_until <= ${clock.now()})) AND kind IN (${list(kinds)}) ORDER BY created_at, id LIMIT 1`,
    );
    if (!next) return null;
    const claimed = await database.transact(async (tx) => (this.unanswered = await claim(tx, next.id)));
    this.unanswered = null;
    // Another node was faster: there may be another job.
    return claimed ?? this.claim();
  }

  private async run(job: Job): Promise<void> {
    const { services } = this;
    const work = this.works.find(({ kind }) => kind === job.kind);
    try {
      if (job.attempt > MOST_ATTEMPTS) throw new Refusal("UNAVAILABLE", { reason: "job.gaveUp" });
      await work?.run(services, new Running(job, services.database, services.clock, () => this.runs.isStopped));
    } catch (error) {
      if (error instanceof TakenOver) return;
      const again = job.attempt < MOST_ATTEMPTS ? retryAfter(error) : null;
      if (again !== null) {
        services.log.warn({ err: error, jobId: job.id, kind: job.kind }, "a job waits for what is away");
        await services.database.transact((tx) => wait(tx, job, again * job.attempt ** 2));
        return;
      }
      services.log.error({ err: error, jobId: job.id, kind: job.kind }, "a job failed");
      await services.database.transact((tx) => fail(tx, job, failureOf(error)));
    }
  }
}

class Running implements RunningJob {
  readonly id: string;
  readonly attempt: number;
  readonly subject: Job["subject"];
  private toldAt = 0;

  constructor(
    private readonly job: Job,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly isStopped: () => boolean,
  ) {
    ({ id: this.id, attempt: this.attempt, subject: this.subject } = job);
  }

  async progress(done: number, total: number): Promise<void> {
    if (this.isStopped()) {
      await this.database.transact((tx) => putBack(tx, this.job));
      throw new TakenOver();
    }
    const now = performance.now();
    if (done < total && this.toldAt > 0 && now - this.toldAt < TELL_EVERY_MS) return;
    this.toldAt = now;
    await this.database.transact(async (tx) => {
      const job = await this.lock(tx);
      tx.change(job, { done, total, claimedUntil: this.clock.now() + CLAIM_MS });
      recordOnJob(tx, job, "JOB_PROGRESSED", { done, total });
    });
  }

  async finish(write: (tx: Tx) => Promise<void>): Promise<void> {
    await this.database.transact(async (tx) => {
      const job = await this.lock(tx);
      await write(tx);
      tx.change(job, { status: "DONE", finishedAt: tx.now, claimedUntil: null });
      recordOnJob(tx, job, "JOB_DONE", {});
    });
  }

  async isFinished(): Promise<boolean> {
    const job = await this.database.transact((tx) => tx.lock(Job, this.id));
    return job?.status === "DONE" && job.attempt === this.attempt;
  }

  private async lock(tx: Tx): Promise<Job> {
    const job = await tx.lock(Job, this.id);
    if (!isStill(job, this.job)) throw new TakenOver();
    return job;
  }
}

async function claim(tx: Tx, id: string): Promise<Job | null> {
  const job = await tx.lock(Job, id);
  const isFree = job?.status === "QUEUED" || (job?.status === "RUNNING" && (job.claimedUntil ?? 0) <= tx.now);
  if (!job || !isFree) return null;
  tx.change(job, {
    status: "RUNNING",
    done: 0,
    attempt: job.attempt + 1,
    startedAt: tx.now,
    claimedUntil: tx.now + CLAIM_MS,
  });
  recordOnJob(tx, job, "JOB_STARTED", {});
  return job;
}

async function putBack(tx: Tx, mine: Job): Promise<void> {
  const job = await tx.lock(Job, mine.id);
  // Stopping a node is not a failure: it does not count as an attempt.
  if (isStill(job, mine)) tx.change(job, { status: "QUEUED", attempt: job.attempt - 1, claimedUntil: null });
}

/** As if its node had died: whoever looks after that time starts it again. */
async function wait(tx: Tx, mine: Job, seconds: number): Promise<void> {
  const job = await tx.lock(Job, mine.id);
  if (isStill(job, mine)) tx.change(job, { claimedUntil: tx.now + seconds * 1_000 });
}

async function fail(tx: Tx, mine: Job, failure: JobFailure): Promise<void> {
  const job = await tx.lock(Job, mine.id);
  if (!isStill(job, mine)) return;
  tx.change(job, { status: "FAILED", finishedAt: tx.now, claimedUntil: null, failure });
  recordOnJob(tx, job, "JOB_FAILED", { code: failure.code });
}

const isStill = (job: Job | null, mine: Job): job is Job => job?.status === "RUNNING" && job.attempt === mine.attempt;

/** Seconds, where the database or the storage is only away; null: trying again helps nobody. */
const retryAfter = (error: unknown): number | null =>
  error instanceof Refusal && error.code === "UNAVAILABLE" ? (error.details.retryAfter ?? null) : null;

function failureOf(error: unknown): JobFailure {
  if (!(error instanceof Refusal)) return { code: "INTERNAL_SERVER_ERROR", reason: "job.failed" };
  const { reason, params } = error.details;
  return { code: error.code, ...(reason ? { reason } : {}), ...(params ? { params } : {}) };
}

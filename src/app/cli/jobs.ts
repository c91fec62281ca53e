import { Argument, type Command, type Option } from "commander";
import { cancelJob } from "../../platform/jobs/cancel-job";
import { Job } from "../../platform/jobs/job.entity";
import { requeueJob } from "../../platform/jobs/requeue-job";
import { CannotDo } from "./cannot-do";
import type { Place, Result, Run } from "./on-database";

type Named = { given: string[] };

/** `redress jobs`: long pieces of work. */
export function addJobs(redress: Command, run: Run, json: Option): void {
  const jobs = redress.command("jobs").description("Long pieces of work: dossiers, exports, replays.");
  const job = new Argument("<job>", "job_…");
  jobs
    .command("list")
    .description("Prints those that are not done: waiting, under way, failed.")
    .option("--failed", "only those that failed")
    .addOption(json)
    .action(run(listJobs));
  jobs
    .command("requeue")
    .description("Lets a job that failed be tried again.")
    .addArgument(job)
    .addOption(json)
    .action(run(requeue));
  jobs
    .command("cancel")
    .description("Gives up a job that waits or is under way; whoever requested it is told.")
    .addArgument(job)
    .addOption(json)
    .action(run(cancel));
}

async function listJobs({ failed = false }: { failed?: boolean }, { database }: Place): Promise<Result> {
  const status = failed ? ["FAILED" as const] : (["QUEUED", "RUNNING", "FAILED"] as const);
  const open = await database.find(Job, { status: [...status] }, "ORDER BY created_at, id");
  const jobs = open.map(({ id, kind, status: now, attempt, done, total, failure, createdAt }) => ({
    ...{ id, kind, status: now, attempt, done, total, failure },
    createdAt: new Date(createdAt).toISOString(),
  }));
  const lines = jobs.map(
    ({ id, kind, status: now, attempt, done, total, failure, createdAt }) =>
      `${id}  ${kind}  ${now}  since ${createdAt}, started ${attempt} times, ${done} of ${total ?? "?"}${failure ? `  ${failure.code}` : ""}`,
  );
  return [{ jobs }, lines.join("\n") || (failed ? "No job has failed." : "All jobs are done.")];
}

async function requeue({ given: [id = ""] }: Named, { database }: Place): Promise<Result> {
  const job = await database.transact(async (tx) => requeueJob(tx, id));
  if (!job) throw new CannotDo(`${id} is no job that failed.`);
  return [{ id, status: job.status }, `${id} will be tried again by the next server that is free.`];
}

async function cancel({ given: [id = ""] }: Named, { database }: Place): Promise<Result> {
  const job = await database.transact(async (tx) => cancelJob(tx, id));
  if (!job) throw new CannotDo(`${id} is no job that waits or is under way.`);
  return [{ id, status: job.status }, `${id} is given up.`];
}

import type { Command, Option } from "commander";
import { list as values, sql } from "../../platform/database/sql";
import { FeedCounter } from "../../platform/database/event.entity";
import { renewEpoch } from "../../platform/feed/renew-epoch";
import { ProjectionPlace } from "../../platform/feed/projection-place.entity";
import { Job } from "../../platform/jobs/job.entity";
import { requeueJob } from "../../platform/jobs/requeue-job";
import { FileStorage } from "../../platform/storage/file-storage";
import { CannotDo } from "./cannot-do";
import { EXIT } from "./exit.table";
import type { Place, Result, Run } from "./on-database";
import { progressLine } from "./progress-line";

/** Commands that look after the data: `verify`, `projections`, `jobs`, `epoch`. */
export function addUpkeep(redress: Command, run: Run, json: Option): void {
  redress
    .command("verify")
    .description(
      "Looks whether anything was altered, removed or lost: the log, every history, the register, every file. Exit code 5 when something was.",
    )
    .option("--no-files", "leave out the uploaded files, which it would read all")
    .addOption(json)
    .action(run(verify));

  const projections = redress.command("projections").description("What is derived from the log.");
  projections
    .command("status")
    .description("Says how far each has read the log, and how many events of its types are left.")
    .addOption(json)
    .action(run(statusOfProjections));

  const jobs = redress.command("jobs").description("Long pieces of work: dossiers, exports, replays.");
  jobs
    .command("list")
    .description("Prints those that are not done: waiting, under way, failed.")
    .addOption(json)
    .action(run(listJobs));
  jobs
    .command("requeue")
    .description("Lets a job that failed be tried again.")
    .argument("<job>", "job_…")
    .addOption(json)
    .action(run(requeue));

  const epoch = redress.command("epoch").description("Which life of the log clients' places belong to.");
  epoch
    .command("new")
    .description(
      "Begins a new one, after you have put back a database by other means than `redress restore`, and before servers start on it: every live client then reads again.",
    )
    .addOption(json)
    .action(
      run(async (_, { database }) => {
        await database.transact((tx) => renewEpoch(tx));
        return [{}, "Clients that come back will be told to read again. Start the servers now."];
      }),
    );
}

async function verify({ files = true }: { files?: boolean }, { config, database, terminal }: Place): Promise<Result> {
  const { verifyData } = await import("../upkeep/verify-data.js");
  const storage = files ? new FileStorage(config.filesDir) : null;
  const line = progressLine(terminal);
  const found = await verifyData(database, storage, line.progress).finally(line.end);
  const { events, histories, registerEntries, problems } = found;
  const looked = `${events} events in ${histories} histories, ${registerEntries} entries of the register${files ? `, ${found.files} files` : ""}`;
  if (problems.length === 0) return [found, `${looked}: everything is as it was written.`];
  return [found, [`${looked}. Not as it was written:`, ...problems].join("\n"), EXIT.NOT_AS_IT_MUST_BE];
}

async function statusOfProjections(_: object, { database }: Place): Promise<Result> {
  const { PROJECTIONS } = await import("../districts.js");
  const head = (await database.findOne(FeedCounter, { id: 1 }))?.position ?? 0;
  const places = new Map((await database.find(ProjectionPlace, {})).map(({ id, position }) => [id, position]));
  const projections = await Promise.all(
    PROJECTIONS.map(async ({ name, types }) => {
      const position = places.get(name) ?? 0;
      const ofTypes = types ? sql` AND type IN (${values([...types])})` : sql``;
      const [row] = await database.query<{ events: number }>(
        sql`SELECT COUNT(*) AS events FROM event_log WHERE position > ${position}${ofTypes}`,
      );
      return { name, position, left: row?.events ?? 0 };
    }),
  );
  const lines = projections.map(
    ({ name, position, left }) => `${name}: at ${position} of ${head}, ${left} events left`,
  );
  return [{ head, projections }, lines.join("\n")];
}

async function listJobs(_: object, { database }: Place): Promise<Result> {
  const open = await database.find(Job, { status: ["QUEUED", "RUNNING", "FAILED"] }, "ORDER BY created_at, id");
  const jobs = open.map(({ id, kind, status, attempt, done, total, failure, createdAt }) => ({
    ...{ id, kind, status, attempt, done, total, failure },
    createdAt: new Date(createdAt).toISOString(),
  }));
  const lines = jobs.map(
    ({ id, kind, status, attempt, done, total, failure, createdAt }) =>
      `${id}  ${kind}  ${status}  since ${createdAt}, started ${attempt} times, ${done} of ${total ?? "?"}${failure ? `  ${failure.code}` : ""}`,
  );
  return [{ jobs }, lines.join("\n") || "All jobs are done."];
}

async function requeue({ given: [id = ""] }: { given: string[] }, { database }: Place): Promise<Result> {
  const job = await database.transact(async (tx) => requeueJob(tx, id));
  if (!job) throw new CannotDo(`${id} is no job that failed.`);
  return [{ id, status: job.status }, `${id} will be tried again by the next server that is free.`];
}

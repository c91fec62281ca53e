import { Account } from "../../accounts/account/account.entity";
import type { Services } from "../../platform/graphql/context";
import type { JobWork, RunningJob } from "../../platform/jobs/job";
import { MOST_ATTEMPTS } from "../../platform/jobs/job";
import { Refusal } from "../../platform/refusal";
import { Archive } from "../dossier/archive/archive";
import { DataExport } from "./data-export.entity";
import { writeData } from "./write-data";

export const dataExportJob: JobWork = {
  kind: "DATA_EXPORT",
  says: "Makes a copy of all that is held on a person: `requestDataExport`.",
  run: exportData,
};

/** Two nodes may work on it at once, when one is believed dead: they must not touch each other's files. */
const keyOf = (id: string, attempt: number): string => `${id}_${attempt}_archive`;

/** Every key that a copy may have left, including those of a node that died. */
export const exportKeysOf = (id: string): string[] =>
  Array.from({ length: MOST_ATTEMPTS }, (_, index) => keyOf(id, index + 1));

async function exportData(services: Services, job: RunningJob): Promise<void> {
  const { database, storage, clock } = services;
  const asked = await database.byId(DataExport, String(job.subject.dataExportId));
  const account = asked && (await database.byId(Account, asked.accountId));
  if (!account || account.status === "CLOSED") throw new Refusal("NOT_FOUND");
  const key = keyOf(asked.id, job.attempt);
  try {
    const at = clock.now();
    const stored = await Archive.write(storage, key, at, (archive) =>
      writeData(services, account, archive, at, (done, total) => job.progress(done, total)),
    );
    await job.finish(async (tx) => tx.update(DataExport, asked.id, { ...stored, storageKey: key, readyAt: tx.now }));
  } catch (error) {
    if (await job.isFinished()) return;
    await storage.remove(key);
    throw error;
  }
}

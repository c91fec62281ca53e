import { Complaint } from "../../case/complaints/complaint.entity";
import type { Services } from "../../platform/graphql/context";
import type { JobWork, RunningJob } from "../../platform/jobs/job";
import { Refusal } from "../../platform/refusal";
import { Dossier } from "./dossier.entity";
import { storageKeysOf } from "./storage-keys.pure";
import { tellCase } from "./tell-case";
import { writeDossier } from "./write-dossier";

export const dossierJob: JobWork = {
  kind: "DOSSIER_EXPORT",
  says: "Makes the dossier of a case: `exportDossier`.",
  run: exportCase,
};

/** Steps: the case exported, the page written, the archive closed; and one for each piece of evidence. */
const STEPS = 3;

/** Exports the case into two files and puts them with everything else into the archive: nothing is held in memory as a whole. */
async function exportCase(services: Services, job: RunningJob): Promise<void> {
  const { database, storage } = services;
  const dossier = await database.byId(Dossier, String(job.subject.dossierId));
  const complaint = dossier && (await database.byId(Complaint, dossier.complaintId));
  if (!complaint) throw new Refusal("NOT_FOUND");
  const keys = storageKeysOf(dossier.id, job.attempt);
  try {
    await job.progress(0, STEPS);
    const told = await tellCase(services, dossier, keys, () => job.progress(0, STEPS));
    const total = STEPS + told.files.length;
    await job.progress(1, total);
    const stored = await writeDossier(services, dossier, told, keys, (done) => job.progress(1 + done, total));
    await job.progress(total, total);
    await job.finish(async (tx) =>
      tx.update(Dossier, dossier.id, {
        ...stored,
        storageKey: keys.archive,
        recordsRoot: told.records.root,
        eventCount: told.events.count,
        chainHead: told.events.head,
        readyAt: tx.now,
      }),
    );
  } catch (error) {
    if (await job.isFinished()) return;
    await storage.remove(keys.archive);
    throw error;
  } finally {
    for (const key of [keys.records, keys.events]) await storage.remove(key);
  }
}

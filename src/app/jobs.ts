import { dossierJob } from "../public/dossier/dossier-job";
import type { JobWork } from "../platform/jobs/job";
import { replayJob } from "../adjudication/replay/replay-job";

/** Every kind of long work. */
export const JOBS: readonly JobWork[] = [replayJob, dossierJob];

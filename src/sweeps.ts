import { sweepSessions } from "./accounts/sweep-sessions";
import { sweepReminders } from "./complaints/reminders";
import { sweepClocks } from "./complaints/sweep";
import { sweepDeliveries } from "./detection/delivery-deadlines";
import { sweepDossiers } from "./dossier/sweep-dossiers";
import { evidenceStillAwaited } from "./evidence/receive-upload";
import { sweepFollowUps } from "./inspections/follow-up";
import { sweepPlans } from "./inspections/plans";
import { sweepRisks } from "./inspections/risk-watch";
import { sweepPenalties } from "./penalties/sweep-penalties";
import type { Sweep } from "./platform/database/sweep-due";
import { forgetOldResults } from "./platform/graphql/idempotency";
import type { Services } from "./platform/graphql/context";
import { forgetPartials } from "./platform/uploads/forget-partials";
import { sweepRefreshes } from "./search/refresh-listings";
import { sweepReputations } from "./reputation/sweep-reputation";
import { sweepTraining } from "./training/sweep-training";
import { SYSTEM_ACTS } from "./system-acts";
import { forgetUploadDays } from "./uploads/upload-quota";
import { documentsStillAwaited } from "./vetting/receive-document";
import { sweepVerifications } from "./vetting/sweep-verifications";

/** What every node does every few seconds, besides the cases' clocks. */
const SWEEPS: readonly Sweep[] = [
  (database, clock) => forgetOldResults(database, clock.now()),
  sweepPenalties,
  sweepReminders,
  sweepDeliveries,
  sweepPlans,
  sweepRisks,
  sweepFollowUps,
  sweepVerifications,
  sweepTraining,
  sweepReputations,
  sweepRefreshes,
  forgetUploadDays,
];

/** All of it, one after the other; answers how many clocks ran out. */
export async function sweepAll(services: Services): Promise<number> {
  const { database, clock, log } = services;
  await sweepDossiers(services);
  await sweepSessions(services);
  await forgetPartials(services, [evidenceStillAwaited, documentsStillAwaited]);
  for (const sweep of SWEEPS) await sweep(database, clock, log);
  return sweepClocks(database, clock, SYSTEM_ACTS, log);
}

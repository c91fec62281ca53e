import { sweepSessions } from "../accounts/sweep-sessions";
import { forgetOldChallenges } from "../accounts/factors/sweep-challenges";
import { sweepRoleGrants } from "../accounts/sweep-role-grants";
import { sweepReminders } from "../case/complaints/reminders";
import { sweepClocks } from "../case/complaints/sweep";
import { sweepDeliveries } from "../case/detection/delivery-deadlines";
import { sweepDossiers } from "../public/dossier/sweep-dossiers";
import { evidenceStillAwaited } from "../case/evidence/receive-upload";
import { sweepFollowUps } from "../prevention/inspections/follow-up";
import { sweepPlans } from "../prevention/inspections/plans";
import { sweepRisks } from "../prevention/inspections/risk-watch";
import { sweepPenalties } from "../adjudication/penalties/sweep-penalties";
import type { Sweep } from "../platform/database/sweep-due";
import { forgetOldResults } from "../platform/graphql/idempotency";
import type { Services } from "../platform/graphql/context";
import { forgetPartials } from "../platform/uploads/forget-partials";
import { sweepRefreshes } from "../public/search/refresh-listings";
import { sweepReputations } from "../public/reputation/sweep-reputation";
import { sweepTraining } from "../prevention/training/sweep-training";
import { SYSTEM_ACTS } from "./system-acts";
import { forgetUploadDays } from "../accounts/uploads/upload-quota";
import { documentsStillAwaited } from "../market/vetting/receive-document";
import { sweepVerifications } from "../market/vetting/sweep-verifications";

/** What every node does every few seconds, besides the cases' clocks. */
const SWEEPS: readonly Sweep[] = [
  (database, clock) => forgetOldResults(database, clock.now()),
  forgetOldChallenges,
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
  sweepRoleGrants,
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

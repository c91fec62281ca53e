import { SYSTEM } from "../../accounts/account/record-on-account";
import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { Provider } from "../providers/provider.entity";
import { recordVetting } from "./record-vetting";
import { settleStanding } from "./settle-standing";
import { Verification } from "./verification.entity";
import { nextStep, verificationStatusAt, type VerificationStatus } from "./verification.pure";

interface Step {
  type: "VERIFICATION_DUE" | "VERIFICATION_EXPIRED" | "VERIFICATION_OVERDUE";
  due: "validUntil" | "graceUntil" | null;
}

/** What is recorded when a verification reaches a status, and by when it must be acted on. */
const STEPS: Partial<Record<VerificationStatus, Step>> = {
  DUE: { type: "VERIFICATION_DUE", due: "validUntil" },
  EXPIRED: { type: "VERIFICATION_EXPIRED", due: "graceUntil" },
  OVERDUE: { type: "VERIFICATION_OVERDUE", due: null },
};

/** Verifications expire: the provider is reminded, then restricted, then suspended; each step is recorded once, by whichever node is first. */
export const sweepVerifications: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) =>
      dueIds(database, "SELECT id FROM provider_verification WHERE next_step_at <= ? ORDER BY next_step_at LIMIT ?", [
        clock.now(),
        limit,
      ]),
    act: advance,
    what: "an expiring verification could not be processed",
  });

async function advance(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.byId(Verification, id);
  const provider = found && (await tx.lock(Provider, found.providerId));
  const verification = provider && (await tx.byId(Verification, id));
  if (!verification) return false;
  let step = verification.nextStepAt;
  if (step === null || step > tx.now) return false;
  // After a long outage several steps may have passed: each is recorded.
  for (; step !== null && step <= tx.now; step = nextStep(verification, step)) record(tx, provider, verification, step);
  tx.change(verification, { nextStepAt: step });
  await settleStanding(tx, provider);
  return true;
}

function record(tx: Tx, provider: Provider, verification: Verification, step: number): void {
  const reached = STEPS[verificationStatusAt(verification, step)];
  if (!reached) return;
  const { id: verificationId, kind } = verification;
  const data = { verificationId, kind, ...(reached.due ? { dueAt: verification[reached.due] } : {}) };
  recordVetting(tx, provider, reached.type, SYSTEM, data, [provider.id]);
}

import { SYSTEM } from "../../accounts/account/record-on-account";
import { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { Inspection } from "./inspection.entity";
import { recordSilence } from "./record-silence";

/** Reminds providers that are to state something, each once, and records that one stated nothing in time. */
export const sweepHearings: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) =>
      dueIds(
        database,
        "SELECT id FROM inspection WHERE status = 'OPEN' AND statement_at IS NULL AND silent_at IS NULL AND (answer_due_at <= ? OR remind_at <= ?) ORDER BY answer_due_at LIMIT ?",
        [clock.now(), clock.now(), limit],
      ),
    async act(tx, id: string) {
      const inspection = await tx.lock(Inspection, id);
      return inspection !== null && (recordSilence(tx, inspection) || (await remind(tx, inspection)));
    },
    what: "a provider's silence could not be recorded",
  });

async function remind(tx: Tx, inspection: Inspection): Promise<boolean> {
  const { id: inspectionId, answerDueAt, statementAt, remindAt } = inspection;
  if (answerDueAt === null || statementAt !== null || remindAt === null || tx.now < remindAt) return false;
  tx.change(inspection, { remindAt: null });
  const provider = await tx.lock(Provider, inspection.providerId);
  if (!provider) throw new Error(`provider ${inspection.providerId} not found`);
  const data = { inspectionId, answerDueAt };
  recordOnProvider(tx, provider, "INSPECTION_ANSWER_NEAR", SYSTEM, "MEMBERS", data, [provider.id]);
  return true;
}

import type { CaseFile } from "../../case/complaints/case-file";
import { newId } from "../../platform/ids";
import type { Provider } from "../../market/providers/provider.entity";
import type { Ruling } from "../rulings/ruling.entity";
import { Penalty } from "./penalty.entity";
import { endsByRule, schedule } from "../measures/penalty-schedule.pure";
import { recordPenalties } from "./record-penalties";

/** Writes the penalties that a newly issued ruling orders itself, and returns them. Those that may act before it is final act from now on. */
export async function orderPenalties(caseFile: CaseFile, provider: Provider, ruling: Ruling): Promise<Penalty[]> {
  const { tx, complaint, actor } = caseFile;
  const penalties = ruling.measures.penalties.map(({ kind, amount, days, listingId, reason }) =>
    Object.assign(new Penalty(), {
      id: newId(Penalty),
      providerId: provider.id,
      listingId,
      rulingId: ruling.id,
      complaintId: complaint.id,
      kind,
      amount: amount?.amount ?? null,
      currency: amount?.currency ?? null,
      days,
      reason,
      createdAt: tx.now,
      cause: "RULING" as const,
      pausesWhileWaiting: 0,
      threshold: null,
      step: null,
      supersededById: null,
      reversedAt: null,
      hearingUntil: null,
      approvalDueAt: null,
      approvalLateAt: null,
      hearingStatement: null,
      hearingStatementAt: null,
      ...schedule({ kind, days }, tx.now, until(caseFile, false)),
    } satisfies Penalty),
  );
  tx.insert(Penalty, ...penalties);
  await recordPenalties(
    tx,
    provider,
    actor,
    "PENALTY_STARTED",
    penalties.filter(({ status }) => status === "ACTIVE"),
  );
  return penalties;
}

/** The ruling is final: penalties that waited for that act from now on. */
export async function startWaitingPenalties(caseFile: CaseFile, provider: Provider, rulingId: string): Promise<void> {
  const { tx } = caseFile;
  const waiting = await tx.find(Penalty, { rulingId, status: "SCHEDULED", startsAt: null }, "ORDER BY id");
  for (const penalty of waiting) tx.change(penalty, schedule(penalty, tx.now, until(caseFile, true)));
  await recordPenalties(tx, provider, null, "PENALTY_STARTED", waiting);
}

const until = ({ rules }: CaseFile, final: boolean): Parameters<typeof schedule>[2] => ({
  final,
  mostDaysBeforeFinal: rules.number("penalty.beforeFinal", "days"),
  ends: endsByRule(rules),
});

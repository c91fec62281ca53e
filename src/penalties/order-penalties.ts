import type { CaseFile } from "../complaints/case-file";
import { newId } from "../platform/ids";
import { Provider } from "../providers/provider.entity";
import type { Ruling } from "../rulings/ruling.entity";
import { Penalty } from "./penalty.entity";
import { schedule } from "./penalty.schedule";
import { recordPenalties } from "./record-penalties";

/** Writes the penalties of a ruling just issued. Those that may act before it is final act from now. */
export async function orderPenalties(file: CaseFile, ruling: Ruling): Promise<void> {
  const planned = ruling.measures.penalties;
  if (planned.length === 0) return;
  const { tx, complaint, rules, actor } = file;
  const provider = await lockProvider(file);
  const until = { final: false, mostDaysBeforeFinal: rules.number("penalty.beforeFinal", "days") };
  const penalties = planned.map(({ kind, amount, days, listingId, reason }) =>
    Object.assign(new Penalty(), {
      id: newId("penalty"),
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
      ...schedule({ kind, days }, tx.now, until),
    }),
  );
  tx.insert(Penalty, ...penalties);
  await recordPenalties(
    tx,
    provider,
    actor,
    "PENALTY_STARTED",
    penalties.filter(({ status }) => status === "ACTIVE"),
  );
}

/** The ruling is final: what waited for that acts from now. */
export async function startWaitingPenalties(file: CaseFile, rulingId: string): Promise<void> {
  const { tx, rules } = file;
  if (!(await tx.findOne(Penalty, { rulingId, status: "SCHEDULED" }))) return;
  const provider = await lockProvider(file);
  const waiting = (await tx.find(Penalty, { rulingId, status: "SCHEDULED" }, "ORDER BY id")).filter(
    ({ startsAt }) => startsAt === null,
  );
  const until = { final: true, mostDaysBeforeFinal: rules.number("penalty.beforeFinal", "days") };
  for (const penalty of waiting) tx.change(penalty, schedule(penalty, tx.now, until));
  await recordPenalties(tx, provider, null, "PENALTY_STARTED", waiting);
}

/** Orders and publications ask for restrictions under this lock: from here on they see the penalties or came before them. */
async function lockProvider({ tx, complaint }: CaseFile): Promise<Provider> {
  const provider = await tx.lock(Provider, complaint.providerId);
  if (!provider) throw new Error(`provider ${complaint.providerId} is gone`);
  return provider;
}

import type { ActorRole } from "../../platform/database/event";
import { CaseFile } from "../../case/complaints/case-file";
import { movesOf } from "../../case/complaints/complaint.lifecycle";
import { addUp } from "../../platform/amounts";
import type { Tx } from "../../platform/database/tx";
import type { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { payWaiting } from "./pay-waiting";
import type { Payment } from "../payments/payment.entity";
import type { DepositAccount } from "../deposit/deposit-enums.types";
import { balanceIn, transfer, type Amount } from "../deposit/deposit-ledger";
import { isPayable, owedToConsumers, receivedFromDeposit } from "../deposit/owed.queries";

interface Incoming extends Amount {
  /** What a consumer pays back: as much of it as came from the deposit returns there, the rest the provider had paid itself. */
  repays: Pick<Payment, "complaintId" | "remedyId"> | null;
  reference: string | null;
  byId: string | null;
  byRole: ActorRole;
}

/**
 * Confirmed money enters the deposit: what consumers are owed is set aside first, then overdue fines are paid. The caller has locked
 * the cases (`openOwingCases`), then the provider, and reconciles afterwards: a provider that owes nothing is no longer frozen.
 */
export async function enterDeposit(
  tx: Tx,
  provider: Provider,
  files: ReadonlyMap<string, CaseFile>,
  { amount, currency, repays, reference, byId, byRole }: Incoming,
): Promise<void> {
  addUp([await balanceIn(tx, provider.id, currency), amount]);
  const by = byId === null ? {} : { byId };
  const back = repays?.complaintId ? Math.min(amount, await receivedFromDeposit(tx, repays.complaintId)) : 0;
  const what = repays?.remedyId
    ? { purpose: "COMPENSATION_REPAID" as const, remedyId: repays.remedyId }
    : { purpose: "TOP_UP" as const };
  const enter = (from: DepositAccount, part: number): void => {
    if (part > 0) transfer(tx, provider.id, { from, to: "DEPOSIT", ...what, amount: part, currency, reference, ...by });
  };
  enter("CONSUMERS", back);
  enter("OUTSIDE", amount - back);
  recordOnProvider(tx, provider, "DEPOSIT_TOPPED_UP", { actorId: byId, actorRole: byRole }, "MEMBERS", {
    amount,
    currency,
  });
  await payWaiting(tx, provider, files);
}

/** Locks the cases whose consumers wait for money, and these, always in the same order, so that two payments cannot deadlock. */
export async function openOwingCases(
  tx: Tx,
  providerId: string,
  others: readonly string[] = [],
): Promise<Map<string, CaseFile>> {
  const owing = (await owedToConsumers(tx, providerId)).filter(isPayable);
  const files = new Map<string, CaseFile>();
  for (const id of [...new Set([...owing.map(({ complaintId }) => complaintId), ...others])].sort()) {
    const caseFile = await CaseFile.openBySystem(tx, id, ({ status }) =>
      movesOf("PAY_FROM_DEPOSIT").filter(({ from }) => from.includes(status)),
    );
    if (caseFile) files.set(id, caseFile);
  }
  return files;
}

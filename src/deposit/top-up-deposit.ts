import { CaseFile } from "../complaints/case-file";
import { movesOf } from "../complaints/complaint.lifecycle";
import { collectOverdueFines } from "../penalties/fines";
import { reconcile } from "../penalties/reconcile";
import type { Tx } from "../platform/database/tx";
import { isOwnerOf, type Actor } from "../platform/identity/actor";
import { recordOnProvider } from "../providers/record-on-provider";
import { ownProvider } from "./own-provider";
import { payConsumers } from "./compensate";
import type { TopUpDepositInput } from "./deposit.inputs";
import { transfer } from "./deposit-ledger";
import { isPayable, owedToConsumers } from "./owed";

/** Money comes in: consumers who are owed any are paid first, then overdue fines; a provider that owes nothing more is frozen no more. */
export async function topUpDeposit(
  tx: Tx,
  actor: Actor,
  { providerId, amount, currency, reference }: TopUpDepositInput,
): Promise<{ providerId: string }> {
  // Cases are locked before their provider; a stranger locks none.
  const files = isOwnerOf(actor, providerId) ? await openOwingCases(tx, providerId) : new Map<string, CaseFile>();
  const provider = await ownProvider(tx, actor, providerId);
  const byId = actor.accountId;
  transfer(tx, provider.id, { from: "OUTSIDE", to: "DEPOSIT", purpose: "TOP_UP", amount, currency, reference, byId });
  recordOnProvider(tx, provider, "DEPOSIT_TOPPED_UP", { actorId: byId, actorRole: "PROVIDER_OWNER" }, "MEMBERS", {
    amount,
    currency,
  });
  await payConsumers(tx, provider, await owedToConsumers(tx, provider.id), files);
  await collectOverdueFines(tx, provider);
  await reconcile(tx, provider);
  return { providerId: provider.id };
}

/** Always in the same order: two payments at once must not wait for each other. */
async function openOwingCases(tx: Tx, providerId: string): Promise<Map<string, CaseFile>> {
  const owing = (await owedToConsumers(tx, providerId)).filter(isPayable);
  const files = new Map<string, CaseFile>();
  for (const id of [...new Set(owing.map(({ complaintId }) => complaintId))].sort()) {
    const file = await CaseFile.openBySystem(tx, id, ({ status }) =>
      movesOf("PAY_FROM_DEPOSIT").filter(({ from }) => from.includes(status)),
    );
    if (file) files.set(id, file);
  }
  return files;
}

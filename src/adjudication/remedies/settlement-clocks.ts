import type { CaseFile } from "../../case/complaints/case-file";
import { HEARD_ANEW } from "../../case/complaints/heard-anew.pure";
import { fail } from "../../case/negotiation/settlement-changes";
import { currentSettlement } from "../../case/negotiation/settlement.queries";
import { remedyUnanswered } from "./remedy-clocks";
import { RemediesOfCase } from "./remedies-of-case";
import { payDefaultFromDeposit } from "./pay-default-from-deposit";
import { remedyOfSettlement } from "./remedy-of-settlement";

/** SETTLEMENT_DEFAULTS. SETTLEMENT_DUE expired without proof: what was agreed is owed and paid from the deposit at once, as far as that goes. */
export async function settlementDefaults(caseFile: CaseFile): Promise<void> {
  const { tx, now } = caseFile;
  const settlement = await currentSettlement(caseFile);
  const { id: settlementId, dueAt } = settlement;
  const remedy = await remedyOfSettlement(caseFile, settlement);
  await fail(tx, settlementId);
  tx.change(remedy, { defaultedAt: now });
  const owed = { amount: remedy.insteadAmount, currency: caseFile.complaint.currency };
  caseFile.apply(
    { type: "SETTLEMENT_OWED", data: { settlementId, remedyId: remedy.id, dueAt, ...owed } },
    { presumedBroken: true },
  );
  await payDefaultFromDeposit(caseFile);
  await (await RemediesOfCase.read(caseFile)).endIfDone();
}

/** ESCALATE_BROKEN_SETTLEMENT. The same where nothing is owed in money: the platform hears the case, with a presumption against the provider. */
export async function escalateBrokenSettlement(caseFile: CaseFile): Promise<void> {
  const { id: settlementId, dueAt } = await currentSettlement(caseFile);
  await fail(caseFile.tx, settlementId);
  caseFile.apply(
    { type: "SETTLEMENT_DEFAULTED", data: { settlementId, dueAt } },
    { ...HEARD_ANEW, presumedBroken: true },
  );
}

/** SETTLEMENT_OBJECTION expired where money is owed. Silence proves nothing: the proof is verified, or another one is due, as that of a remedy. */
export async function settlementUnanswered(caseFile: CaseFile): Promise<void> {
  await remedyOfSettlement(caseFile, await currentSettlement(caseFile));
  await remedyUnanswered(caseFile);
}

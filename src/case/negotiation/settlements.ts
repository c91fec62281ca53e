import { InputType } from "type-graphql";
import { dueOf } from "../complaints/case-clocks";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import { CaseInput } from "../complaints/case-input.types";
import type { Tx } from "../../platform/database/tx";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { endReturn } from "../returns/end-return";
import { Offer } from "./offer.entity";
import { Settlement } from "./settlement.entity";

@InputType({ description: "Proof that the settlement was performed." })
export class FileSettlementProofInput extends CaseInput {
  @TextField({
    max: 2_000,
    description: "What was done, with references (refund number, tracking number). Files go into the case's evidence.",
  })
  proof: string;
}

@InputType({ description: "Confirming that the settlement was performed." })
export class ConfirmSettlementInput extends CaseInput {}

@InputType({ description: "Saying that the settlement was not performed as agreed." })
export class ContestSettlementInput extends CaseInput {
  @TextField({ max: 2_000, description: "What is wrong with it." })
  reason: string;
}

export async function fileSettlementProof(tx: Tx, actor: Actor, input: FileSettlementProofInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "FILE_SETTLEMENT_PROOF");
  const settlement = await currentSettlement(file);
  tx.change(settlement, { proof: input.proof, proofFiledAt: tx.now });
  file.timers.stop("SETTLEMENT_DUE");
  file.timers.start("SETTLEMENT_OBJECTION", tx.now, dueOf(file.rules, "SETTLEMENT_OBJECTION", tx.now));
  file.apply(
    { type: "SETTLEMENT_PROOF_FILED", data: { settlementId: settlement.id, proof: input.proof } },
    file.spoken(),
  );
  return { complaintId: file.complaint.id };
}

export async function confirmSettlement(tx: Tx, actor: Actor, input: ConfirmSettlementInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "CONFIRM_SETTLEMENT");
  return settle(file, "SETTLEMENT_CONFIRMED");
}

/** Row 8, by the clock: seven days after proof without objection. */
export const settleUncontested = async (file: CaseFile): Promise<void> =>
  void (await settle(file, "SETTLEMENT_UNCONTESTED"));

/** Row 9: what was agreed and then disputed or not done speaks against the provider. */
export async function contestSettlement(tx: Tx, actor: Actor, input: ContestSettlementInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "CONTEST_SETTLEMENT");
  const settlement = await currentSettlement(file);
  tx.change(settlement, { contestedAt: tx.now, contestReason: input.reason });
  file.apply(
    { type: "SETTLEMENT_CONTESTED", data: { settlementId: settlement.id, reason: input.reason } },
    { presumedBroken: true },
  );
  return { complaintId: file.complaint.id };
}

export async function settlementDefaults(file: CaseFile): Promise<void> {
  const settlement = await currentSettlement(file);
  file.tx.change(settlement, { defaultedAt: file.now });
  file.apply(
    { type: "SETTLEMENT_DEFAULTED", data: { settlementId: settlement.id, dueAt: settlement.dueAt } },
    { presumedBroken: true },
  );
}

/** The goods are back: the time agreed for the refund begins. Answers when it is over. */
export async function startSettlementRefund(file: CaseFile, settlementId: string): Promise<number> {
  const settlement = await file.tx.byId(Settlement, settlementId);
  const offer = settlement && (await file.tx.byId(Offer, settlement.offerId));
  if (!offer) throw new Error(`${settlementId} has no offer`);
  const dueAt = offer.dueFrom(file.now);
  file.tx.change(settlement, { dueAt });
  file.timers.start("SETTLEMENT_DUE", file.now, dueAt);
  return dueAt;
}

async function settle(file: CaseFile, type: "SETTLEMENT_CONFIRMED" | "SETTLEMENT_UNCONTESTED"): Promise<CaseResult> {
  const settlement = await currentSettlement(file);
  file.tx.change(settlement, { confirmedAt: file.now });
  endReturn(file, { settlementId: settlement.id }, "REFUNDED");
  file.apply({ type, data: { settlementId: settlement.id } });
  return { complaintId: file.complaint.id };
}

async function currentSettlement(file: CaseFile): Promise<Settlement> {
  const settlement = await file.tx.findOne(Settlement, { complaintId: file.complaint.id }, "ORDER BY id DESC");
  if (!settlement) throw new Error(`${file.complaint.id} is settling without a settlement`);
  return settlement;
}

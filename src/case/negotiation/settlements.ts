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

@InputType({ description: "Contesting that the settlement was performed as agreed." })
export class ContestSettlementInput extends CaseInput {
  @TextField({ max: 2_000, description: "What is wrong with it." })
  reason: string;
}

export async function fileSettlementProof(tx: Tx, actor: Actor, input: FileSettlementProofInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "FILE_SETTLEMENT_PROOF");
  const settlement = await currentSettlement(caseFile);
  tx.change(settlement, { proof: input.proof, proofFiledAt: tx.now });
  caseFile.timers.stop("SETTLEMENT_DUE");
  caseFile.timers.start("SETTLEMENT_OBJECTION", tx.now, dueOf(caseFile.rules, "SETTLEMENT_OBJECTION", tx.now));
  caseFile.apply(
    { type: "SETTLEMENT_PROOF_FILED", data: { settlementId: settlement.id, proof: input.proof } },
    caseFile.spoken(),
  );
  return { complaintId: caseFile.complaint.id };
}

export async function confirmSettlement(tx: Tx, actor: Actor, input: ConfirmSettlementInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "CONFIRM_SETTLEMENT");
  return settle(caseFile, "SETTLEMENT_CONFIRMED");
}

/** SETTLE_UNCONTESTED, by the clock: seven days after proof without objection. */
export const settleUncontested = async (caseFile: CaseFile): Promise<void> =>
  void (await settle(caseFile, "SETTLEMENT_UNCONTESTED"));

/** CONTEST_SETTLEMENT and SETTLEMENT_DEFAULTS: a settlement that is contested or not performed speaks against the provider. */
export async function contestSettlement(tx: Tx, actor: Actor, input: ContestSettlementInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "CONTEST_SETTLEMENT");
  const settlement = await currentSettlement(caseFile);
  tx.change(settlement, { contestedAt: tx.now, contestReason: input.reason });
  caseFile.apply(
    { type: "SETTLEMENT_CONTESTED", data: { settlementId: settlement.id, reason: input.reason } },
    { presumedBroken: true },
  );
  return { complaintId: caseFile.complaint.id };
}

export async function settlementDefaults(caseFile: CaseFile): Promise<void> {
  const settlement = await currentSettlement(caseFile);
  caseFile.tx.change(settlement, { defaultedAt: caseFile.now });
  caseFile.apply(
    { type: "SETTLEMENT_DEFAULTED", data: { settlementId: settlement.id, dueAt: settlement.dueAt } },
    { presumedBroken: true },
  );
}

/** The goods are back: the time agreed for the refund begins. Returns when it ends. */
export async function startSettlementRefund(caseFile: CaseFile, settlementId: string): Promise<number> {
  const settlement = await caseFile.tx.byId(Settlement, settlementId);
  const offer = settlement && (await caseFile.tx.byId(Offer, settlement.offerId));
  if (!offer) throw new Error(`no offer for settlement ${settlementId}`);
  const dueAt = offer.dueFrom(caseFile.now);
  caseFile.tx.change(settlement, { dueAt });
  caseFile.timers.start("SETTLEMENT_DUE", caseFile.now, dueAt);
  return dueAt;
}

async function settle(
  caseFile: CaseFile,
  type: "SETTLEMENT_CONFIRMED" | "SETTLEMENT_UNCONTESTED",
): Promise<CaseResult> {
  const settlement = await currentSettlement(caseFile);
  caseFile.tx.change(settlement, { confirmedAt: caseFile.now });
  endReturn(caseFile, { settlementId: settlement.id }, "REFUNDED");
  caseFile.apply({ type, data: { settlementId: settlement.id } });
  return { complaintId: caseFile.complaint.id };
}

async function currentSettlement(caseFile: CaseFile): Promise<Settlement> {
  const settlement = await caseFile.tx.findOne(Settlement, { complaintId: caseFile.complaint.id }, "ORDER BY id DESC");
  if (!settlement) throw new Error(`no settlement for settling complaint ${caseFile.complaint.id}`);
  return settlement;
}

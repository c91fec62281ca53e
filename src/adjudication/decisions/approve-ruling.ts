import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { IS_MONEY } from "../../case/complaints/remedy-kind.pure";
import { lockOrderMoney } from "../../case/negotiation/lock-order-money";
import { refuseAbovePaid } from "../../case/negotiation/order-money.pure";
import { addUp } from "../../platform/amounts";
import { approve } from "../rulings/ruling-changes";
import type { Ruling } from "../rulings/ruling.entity";
import type { ApproveRulingInput } from "../rulings/ruling.types";
import { openAwaitingRuling } from "./open-awaiting-ruling";
import { putRulingIntoEffect } from "./put-ruling-into-effect";

/** The second person agrees: the ruling takes effect now, with the measures as they were decided, unless other cases have given the money since. */
export async function approveRuling(
  tx: Tx,
  actor: Actor,
  { rulingId, note }: ApproveRulingInput,
): Promise<{ complaintId: string; rulingId: string }> {
  const { caseFile, ruling } = await openAwaitingRuling(tx, actor, rulingId, "APPROVE_RULING");
  const money = await lockOrderMoney(tx, caseFile.complaint);
  refuseAbovePaid(money, moneyIn(ruling), "input.rulingId");
  approve(tx, ruling, actor.accountId, note ?? null);
  await putRulingIntoEffect(caseFile, ruling);
  return { complaintId: ruling.complaintId, rulingId };
}

const moneyIn = ({ measures }: Ruling): number =>
  addUp(measures.remedies.filter(({ kind }) => IS_MONEY.has(kind)).map(({ insteadAmount }) => insteadAmount.amount));

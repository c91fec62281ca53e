import { CaseFile, type CaseResult } from "../complaints/case-file";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { agreeOn } from "./agree-on";
import { lapseOpenOffer } from "./lapse-open-offer";
import { basisOf } from "./offer-basis.pure";
import type { ConcedeInput } from "./offer.types";
import { writeOffer } from "./write-offer";

/** CONCEDE. The provider gives the consumer what it demands, so that no one need accept it; it is performed sooner than an offer. */
export async function concede(tx: Tx, actor: Actor, input: ConcedeInput): Promise<CaseResult> {
  const [caseFile, money] = await CaseFile.openSpending(tx, actor, input, "CONCEDE");
  const { complaint, rules } = caseFile;
  lapseOpenOffer(tx, complaint);
  const offer = await writeOffer(caseFile, {
    kind: complaint.demandKind,
    amount: complaint.demandAmount,
    basis: complaint.demandBasis,
    text: input.text ?? complaint.demandText ?? complaint.title,
    settleWithinDays: rules.number("settlement.conceded", "days"),
    status: "ACCEPTED",
    expiresAt: tx.now,
    answeredAt: tx.now,
  });
  const dueAt = agreeOn(caseFile, offer, money);
  caseFile.apply(
    {
      type: "DEMAND_CONCEDED",
      data: { offerId: offer.id, kind: offer.kind, amount: offer.amount, ...basisOf(offer), dueAt },
    },
    { ...caseFile.answered(), ...NO_LEASE },
  );
  return { complaintId: complaint.id };
}

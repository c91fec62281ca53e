import { StoryCase } from "./story-case";
import type { StoryOrder } from "./story-market";
import { inWords, note, scene, type Stage } from "./story-stage";

/** The short case: an offer is accepted, performed and confirmed. No ruling, nothing on record. */
export async function settlement(stage: Stage, order: StoryOrder): Promise<StoryCase> {
  scene(stage, "Another case ends well without a ruling: the goods go back, then the money");
  const { lina, wang } = stage;
  const theCase = await StoryCase.open(stage, lina, order, {
    title: "第二单的海报印错了店名",
    story: "第二次下单，收到的三张海报印着别家的店名。",
    breaches: [
      {
        promiseVersionId: order.frozen.GIFT_OR_DISCOUNT?.id,
        expected: "三张活动海报",
        delivered: "印着别家店名的三张海报",
        amount: 60_000,
      },
    ],
    demandKind: "RETURN_AND_REFUND",
  });
  await theCase.act(
    wang,
    "makeOffer",
    { kind: "RETURN_AND_REFUND", amount: 60_000, text: "请寄回，收到后退 600 元。", settleWithinDays: 3 },
    "OFFER_MADE",
  );
  await theCase.act(lina, "acceptOffer", { offerId: theCase.openOfferId }, "OFFER_ACCEPTED");
  await wang.tryInVain("fileSettlementProof", { complaintId: theCase.id, text: "已退款。" }, "NOT_IN_THIS_STATE");
  await theCase.act(lina, "shipReturn", { shipment: "顺丰 SF1029384756" }, "RETURN_SHIPPED");
  await theCase.act(wang, "receiveReturn", { condition: "INTACT", text: "三张海报，完好。" }, "RETURN_RECEIVED");
  await theCase.act(wang, "fileSettlementProof", { text: "已退 600 元，流水号 2026-0309。" }, "SETTLEMENT_PROOF_FILED");
  await theCase.act(lina, "confirmSettlement", {}, "SETTLEMENT_CONFIRMED");
  const { returnCase } = theCase;
  if (returnCase) note(stage, `The return is ${returnCase.status}: ${inWords(returnCase.refund)}`);
  return theCase;
}

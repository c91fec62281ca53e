import { StoryCase } from "./story-case";
import type { StoryOrder } from "./story-market";
import { scene, type Stage } from "./story-stage";

/** The short way: an offer is accepted, performed and confirmed. No ruling, nothing on record. */
export async function settlement(stage: Stage, order: StoryOrder): Promise<StoryCase> {
  scene(stage, "A third case ends well without anybody's ruling");
  const { lina, wang } = stage;
  const theCase = await StoryCase.open(stage, lina, order, {
    title: "第二单海报也没送",
    story: "第二次下单，海报又没有。",
    breaches: [
      {
        promiseVersionId: order.frozen.GIFT_OR_DISCOUNT?.id,
        expected: "三张活动海报",
        delivered: "没有",
        amount: 60_000,
      },
    ],
    demandKind: "REPERFORM",
  });
  await theCase.act(
    wang,
    "makeOffer",
    { kind: "REPERFORM", text: "三天内补齐三张海报。", settleWithinDays: 3 },
    "OFFER_MADE",
  );
  await theCase.act(lina, "acceptOffer", { offerId: theCase.openOfferId }, "OFFER_ACCEPTED");
  await theCase.act(wang, "fileSettlementProof", { proof: "海报已发送至邮箱。" }, "SETTLEMENT_PROOF_FILED");
  await theCase.act(lina, "confirmSettlement", {}, "SETTLEMENT_CONFIRMED");
  return theCase;
}

import { uploadEvidence } from "./story-evidence";
import { promiseAndOrder } from "./story-market";
import { announced, draftRuling } from "./story-ruling";
import { StoryCase } from "./story-case";
import { placeInSearch, scene, type Stage } from "./story-stage";

/** The main case: the negotiation fails, the platform decides. */
export async function dispute(stage: Stage): Promise<StoryCase> {
  const order = await promiseAndOrder(stage);
  const theCase = await negotiate(stage, order);
  await admit(stage, theCase);
  await hear(stage, theCase);

  scene(
    stage,
    "The ruling: a large contract charge takes a second person; what may act at once does, and the demoted provider goes to the end of the search",
  );
  await placeInSearch(stage, "before the ruling");
  const { chen, zhou } = stage;
  const rulingId = await draftRuling(stage, theCase, chen, {
    findings: [
      { kind: "GIFT_OR_DISCOUNT", rule: "GIFT-1", reasoning: "订单冻结的承诺写明赠送三张海报，商家承认未交付。" },
      { kind: "DELIVERY_TIME", rule: "DELIVERY-1", reasoning: "初稿晚了 50 小时，事先没有告知。" },
    ],
    facts: "消费者于下单时获承诺：48 小时交付，赠三张海报。初稿迟到 50 小时，海报未交付。",
    reasoning: "以订单中冻结的承诺版本为准，事后修改的版本不适用。",
    publicText: "商家未按承诺赠送海报且逾期交付，支持消费者。",
    rootCause: "OVER_PROMISING",
    remedies: [
      { kind: "REFUND_PART", amount: 50_000, text: "退还 500 元。", withinDays: 7 },
      { kind: "REPERFORM", insteadAmount: 60_000, text: "交付三张活动海报。", withinDays: 7 },
    ],
    penalties: [
      { kind: "WARNING", reason: "未兑现赠品承诺。" },
      { kind: "RANK_DEMOTION", days: 14, reason: "逾期交付且未告知。" },
      { kind: "FINE", amount: 1_000_000, reason: "两项承诺同时未兑现。" },
    ],
  });
  await theCase.told("RULING_AWAITS_APPROVAL", [chen]);
  await zhou.act("approveRuling", { rulingId, reason: "两项承诺均未兑现，同意违约金。" }, "{ ruling { id status } }");
  await announced(stage, theCase, rulingId);
  return theCase;
}

async function negotiate(stage: Stage, order: StoryCase["order"]): Promise<StoryCase> {
  scene(stage, "A complaint, and an attempt to agree");
  const { lina, wang } = stage;
  const theCase = await StoryCase.open(stage, lina, order, {
    title: "海报没送，初稿迟到",
    story: "付款后过了 98 小时才收到初稿，承诺的三张海报至今没有。",
    breaches: [
      {
        promiseVersionId: order.frozen.GIFT_OR_DISCOUNT?.id,
        expected: "三张活动海报",
        delivered: "没有",
        amount: 60_000,
      },
      {
        promiseVersionId: order.frozen.DELIVERY_TIME?.id,
        expected: "48 小时内交付初稿",
        delivered: "98 小时后交付",
        amount: 40_000,
      },
    ],
    demandKind: "REFUND_PART",
    demandAmount: 100_000,
    demandText: "退还一半。",
  });
  await theCase.act(lina, "sendMessage", { text: "请说明海报什么时候给。" }, "MESSAGE_SENT");
  await theCase.act(wang, "makeOffer", { kind: "CREDIT", amount: 10_000, text: "送 100 元优惠券。" }, "OFFER_MADE");
  await theCase.act(
    lina,
    "counterOffer",
    { offerId: theCase.openOfferId, kind: "REFUND_PART", amount: 80_000, text: "退 800 元，我自己找人做海报。" },
    "OFFER_COUNTERED",
  );
  await lina.tryInVain("escalateComplaint", { complaintId: theCase.id }, "NOT_YET");
  await theCase.act(wang, "refuseDemand", { reason: "海报是口头活动，不予退款。" }, "DEMAND_REFUSED");
  await theCase.act(lina, "escalateComplaint", { text: "协商无果，请平台作出处理决定。" }, "COMPLAINT_ESCALATED", [
    ...theCase.parties,
    stage.chen,
  ]);
  return theCase;
}

async function admit(stage: Stage, theCase: StoryCase): Promise<void> {
  scene(stage, "The platform takes it up: one moderator holds the case, another is refused");
  const { chen, liu, lina } = stage;
  const all = [...theCase.parties, chen];
  await theCase.act(chen, "takeComplaint", {}, "COMPLAINT_TAKEN", [chen]);
  await liu.tryInVain("takeComplaint", { complaintId: theCase.id }, "LEASE_HELD");
  await theCase.act(
    chen,
    "requestInformation",
    { leaseToken: theCase.leaseToken, text: "请说明初稿收到的确切时间。" },
    "INFORMATION_REQUESTED",
    all,
  );
  await theCase.act(
    lina,
    "supplyInformation",
    { text: "3 月 5 日 21:14 收到，聊天记录为证。" },
    "INFORMATION_SUPPLIED",
    all,
  );
  await theCase.act(chen, "takeComplaint", {}, "COMPLAINT_TAKEN", [chen]);
  await theCase.act(
    chen,
    "acceptComplaint",
    { leaseToken: theCase.leaseToken, text: "双方请就两项承诺举证。" },
    "COMPLAINT_ACCEPTED",
    all,
  );
}

async function hear(stage: Stage, theCase: StoryCase): Promise<void> {
  scene(stage, "Both sides bring their evidence; when both have closed, the list is sealed");
  const { chen, lina, wang } = stage;
  const all = [...theCase.parties, chen];
  await uploadEvidence(theCase, lina, "SCREENSHOT", all);
  await uploadEvidence(theCase, wang, "CHAT_LOG", all);
  await theCase.act(
    wang,
    "submitDefence",
    { text: "初稿确实比约定的晚；海报当时没有排期。" },
    "DEFENCE_SUBMITTED",
    all,
  );
  await theCase.act(lina, "closeEvidence", {}, "EVIDENCE_CLOSED", all);
  await theCase.act(wang, "closeEvidence", {}, "EVIDENCE_SEALED", all);
  await theCase.mustBe(chen, "UNDER_REVIEW");
}

import { StoryCase } from "./story-case";
import { uploadEvidence } from "./story-evidence";
import type { StoryOrder } from "./story-market";
import { announced, draftRuling } from "./story-ruling";
import { scene, type Stage } from "./story-stage";

/** A grave case: it goes straight to the platform, and its measure needs a second person. */
export async function fraud(stage: Stage, order: StoryOrder): Promise<StoryCase> {
  scene(
    stage,
    "A second consumer reports fraud: no negotiation, and a suspension that one moderator may not order alone",
  );
  const { tom, wang, chen, liu, zhou } = stage;
  const all = [tom, wang, chen, liu, zhou];
  const theCase = await StoryCase.open(
    stage,
    tom,
    order,
    {
      title: "The portfolio was stolen",
      story: "The samples shown to me belong to another studio. Nothing was ever designed.",
      breachClass: "FRAUD",
      breaches: [
        {
          promiseVersionId: order.frozen.GIFT_OR_DISCOUNT?.id,
          expected: "Three posters of their own design",
          delivered: "Copies of another studio's work",
          amount: 199_900,
        },
      ],
      demandKind: "REFUND_FULL",
    },
    [chen, zhou],
  );
  await theCase.act(liu, "takeComplaint", {}, "COMPLAINT_TAKEN", [chen, liu, zhou]);
  await theCase.act(liu, "acceptComplaint", { leaseToken: theCase.leaseToken }, "COMPLAINT_ACCEPTED", all);
  await uploadEvidence(theCase, tom, "PROMISE_CAPTURE", all);
  await theCase.act(tom, "closeEvidence", {}, "EVIDENCE_CLOSED", all);
  await theCase.act(wang, "closeEvidence", {}, "EVIDENCE_SEALED", all);

  const rulingId = await draftRuling(stage, theCase, liu, {
    findings: [
      { kind: "GIFT_OR_DISCOUNT", rule: "FRAUD-1", reasoning: "样稿经比对属于另一工作室，商家从未有能力交付。" },
    ],
    facts: "商家以他人作品冒充自己的作品。",
    reasoning: "以虚构能力诱导下单，构成欺诈。",
    publicText: "商家以他人作品冒充自己的作品，构成欺诈。",
    rootCause: "SHORT_TERM_GAIN",
    remedies: [{ kind: "REFUND_FULL", text: "全额退款。", withinDays: 7 }],
    penalties: [{ kind: "SUSPENSION", days: 30, reason: "欺诈。" }],
  });
  await theCase.told("RULING_AWAITS_APPROVAL", [chen, zhou]);
  await liu.tryInVain("approveRuling", { rulingId, reason: "同意。" }, "FORBIDDEN");
  await zhou.act("approveRuling", { rulingId, reason: "证据充分，同意暂停经营 30 天。" }, "{ ruling { id status } }");
  await announced(stage, theCase, rulingId);
  return theCase;
}

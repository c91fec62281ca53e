import { claimOrderPayment } from "../../../adjudication/clearing/claim-order-payment";
import { confirmPayment } from "../../../adjudication/clearing/confirm-payment";
import { topUpDeposit } from "../../../adjudication/clearing/top-up-deposit";
import { replayRuleDraft } from "../../../adjudication/replay/replay-rule-draft";
import { createRuleDraft } from "../../../adjudication/rules/create-rule-draft";
import { placeOrder } from "../../../market/orders/place-order";
import { createProvider } from "../../../market/providers/create-provider";
import { DAY, HOUR } from "../../../platform/time";
import { closeInspection } from "../../../prevention/inspections/close-inspection";
import { hearProvider } from "../../../prevention/inspections/hear-provider";
import { openInspection } from "../../../prevention/inspections/open-inspection";
import { takeInspection } from "../../../prevention/inspections/take-inspection";
import { assignCourse } from "../../../prevention/training/assign-course";
import { Course } from "../../../prevention/training/course.entity";
import { APPLICANTS, ownerOf } from "./market-people.pure";
import { act, made, type Scene, type Step, type Story } from "./market-story";
import { providerStory } from "./provider-story";
import { licenceOf, vettingSteps } from "./vetting-steps";

/** What the platform's offices have to do beside cases: admit, inspect, train, confirm payments, make rules. */
export const tellOffices = (providers: number, endsAt: number): Story[] => [
  ...Array.from({ length: APPLICANTS }, (_, index) => apply(providers + index, index === 0, endsAt)),
  ...inspect(endsAt),
  train(endsAt),
  pay(endsAt),
  makeRule(endsAt),
];

const APPLYING = ["新叶文创(宁波)有限公司", "远山影像(昆明)有限公司"];

/** A provider that waits for its admission; of the first one an inspector has begun the checks. */
function apply(number: number, isTaken: boolean, endsAt: number): Story {
  const owner = ownerOf(number);
  const at = endsAt - (isTaken ? 30 : 8) * HOUR;
  const register = async ({ tx, made: known, idOf }: Scene): Promise<void> => {
    const legalName = APPLYING[isTaken ? 0 : 1] ?? "";
    const of = { legalName, licenceNo: licenceOf(number), ownerId: idOf(owner) };
    const draft = { ...of, description: "申请入驻，主营设计与拍摄。", status: "APPLIED" as const };
    known.provider = (await createProvider(tx, draft)).id;
  };
  const vetted = vettingSteps(at, { number, owner, until: isTaken ? "TAKEN" : "SUBMITTED" });
  return { id: `applicant-${number}`, steps: [{ at, play: register }, ...vetted] };
}

/** One is over, one waits for the provider, one is at its beginning: each after a case that is over. */
function inspect(endsAt: number): Story[] {
  const open = (at: number, story: string): Step => ({
    at,
    play: async (scene) => {
      const { complaint: complaintId } = scene.of(story);
      if (complaintId === undefined) throw new Error(`${story} has opened no case`);
      const input = { complaintId, reason: "同类投诉较多，抽查近期订单的交付情况。" };
      scene.made.inspection = (await act(scene, "he.inspect", openInspection, input)).inspectionId;
    },
  });
  const take = (at: number): Step => ({
    at,
    play: (scene) => act(scene, "he.inspect", takeInspection, { inspectionId: made(scene, "inspection") }),
  });
  const close: Step = {
    at: endsAt - 12 * DAY,
    play: (scene) =>
      act(scene, "he.inspect", closeInspection, {
        inspectionId: made(scene, "inspection"),
        finding: "抽查十单，交付记录齐全，没有发现新的违约。",
        breachFound: false,
        publicConclusion: "抽查没有发现新的违约。",
      }),
  };
  const hear: Step = {
    at: endsAt - 26 * HOUR,
    play: (scene) =>
      act(scene, "he.inspect", hearProvider, {
        inspectionId: made(scene, "inspection"),
        text: "抽查的八单中有三单没有按承诺交付，请在期限内说明。",
      }),
  };
  return [
    { id: "inspection-0", steps: [open(endsAt - 16 * DAY, "case-settled-0"), take(endsAt - 15 * DAY), close] },
    { id: "inspection-1", steps: [open(endsAt - 4 * DAY, "case-upheld-0"), take(endsAt - 3 * DAY), hear] },
    { id: "inspection-2", steps: [open(endsAt - 20 * HOUR, "case-withdrawn-0")] },
  ];
}

function train(endsAt: number): Story {
  const assign = (at: number, provider: number): Step => ({
    at,
    play: async (scene) => {
      const course = await scene.tx.findOne(Course, {}, "ORDER BY id");
      const { provider: providerId } = scene.of(providerStory(provider));
      if (!course || providerId === undefined) throw new Error("there is no course, or nobody to take it");
      const reason = "近期投诉中多次涉及交付时间，请全员学习。";
      await act(scene, "lin.train", assignCourse, { providerId, courseId: course.id, reason });
    },
  });
  return { id: "training", steps: [assign(endsAt - 9 * DAY, 1), assign(endsAt - 2 * DAY, 2), assign(endsAt - DAY, 0)] };
}

/** Payments that wait for finance: one of an order, and a large one that one of two persons has confirmed. */
function pay(endsAt: number): Story {
  const deposit = async (scene: Scene): Promise<void> => {
    const { provider: providerId = "" } = scene.of(providerStory(0));
    const sum = { amount: 2_000_000, currency: "CNY", channel: "BANK" as const, reference: "杭州联行 20261128-31" };
    const { paymentId } = await act(scene, "wang.owner", topUpDeposit, { providerId, ...sum });
    await act(scene, "wu.finance", confirmPayment, { paymentId });
  };
  const claim = async (scene: Scene): Promise<void> => {
    const { listing0: listingId = "" } = scene.of(providerStory(1));
    const { id: orderId } = await act(scene, "li.na", placeOrder, { listingId });
    await act(scene, "li.na", claimOrderPayment, {
      orderId,
      channel: "ALIPAY",
      reference: `ZFB ${orderId.slice(-16)}`,
    });
  };
  return {
    id: "payments",
    steps: [
      { at: endsAt - 7 * HOUR, play: deposit },
      { at: endsAt - 2 * HOUR, play: claim },
    ],
  };
}

/** A draft, and how past cases would have been decided by it. */
function makeRule(endsAt: number): Story {
  return {
    id: "rule",
    steps: [
      {
        at: endsAt - 2 * DAY,
        play: async (scene) => {
          const draft = {
            code: "DELIVERY-1",
            title: { zhCN: "交付时间承诺", en: "Promised delivery time" },
            text: {
              zhCN: "服务商应当在承诺的时间内完成；逾期超过承诺时间一倍的，按严重违约处理。",
              en: "A provider delivers within the time promised. Whoever takes more than twice that time is held to have broken the promise seriously.",
            },
            severity: "L3" as const,
            measures: ["WARNING", "PUBLIC_NOTICE", "RANK_DEMOTION", "FINE"] as const,
            reason: "逾期一倍以上的投诉越来越多。",
          };
          const { ruleDraftId } = await act(scene, "admin", createRuleDraft, {
            ...draft,
            measures: [...draft.measures],
          });
          scene.made.draft = ruleDraftId;
        },
      },
      {
        at: endsAt - 2 * DAY + HOUR,
        play: (scene) =>
          act(scene, "admin", replayRuleDraft, {
            ruleDraftId: made(scene, "draft"),
            decidedAt: { from: endsAt - 300 * DAY, to: endsAt - 2 * DAY },
          }),
      },
    ],
  };
}

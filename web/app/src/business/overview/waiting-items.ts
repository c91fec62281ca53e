import type { Tone } from "../../design/badge";
import { type Present } from "../../api/use-read";
import { may } from "../../api/may";
import { askedOf } from "../../case/turn";
import { formatMoney } from "../../text/format";
import { useLabel } from "../../text/room-labels";
import { defineText, useText, type Say } from "../../text/language";
import type { labelOf } from "../../text/room-labels";
import type { BusinessOverviewQuery } from "./overview.generated";
import { ENROLMENT_TONE, FINE_TONE, VERIFICATION_TONE } from "../tones";

const text = defineText("businessWaitingItems", {
  en: {
    case: "Complaint",
    fine: "Contract charge",
    hearing: "Hearing",
    course: "Course",
    document: "Document",
    changes: "Application",
    owed: "Owed",
    fineOf: "Contract charge of {{amount}}",
    hearingOf: "You may be heard before: {{kind}}",
    inspected: "An inspection found something: state your view",
    untitled: "Course",
    changesAsked: "The platform asks for changes to your application",
    apply: "Add your documents and apply: only then can you sell",
    owedTo: "{{amount}} is owed to consumers: the deposit did not suffice",
  },
  zh: {
    case: "投诉",
    fine: "违约金",
    hearing: "陈述申辩",
    course: "课程",
    document: "资质",
    changes: "入驻申请",
    owed: "欠付",
    fineOf: "违约金 {{amount}}",
    hearingOf: "采取处理措施前，您可以陈述申辩：{{kind}}",
    inspected: "平台巡查有所发现，请陈述申辩",
    untitled: "课程",
    changesAsked: "平台要求补充或修改申请材料",
    apply: "请添加材料并提交申请，审核通过后方可经营",
    owedTo: "保证金不足，尚欠消费者 {{amount}}",
  },
});

export interface WaitingItem {
  key: string;
  to: string;
  kind: string;
  tone: Tone;
  title: string;
  detail?: string | null;
  dueAt?: string | null;
}

type SayItem = Say<(typeof text)["texts"]["en"]>;
type Label = typeof labelOf;
type Provider = NonNullable<BusinessOverviewQuery["provider"]>;

export function useWaitingItems({ provider, myComplaints }: Present<BusinessOverviewQuery, "provider">): WaitingItem[] {
  const say = useText(text);
  const label = useLabel();
  const items = [
    ...myComplaints.nodes.flatMap((complaint) => caseItem(complaint, say, label)),
    ...fineItems(provider, say),
    ...hearingItems(provider, say, label),
    ...inspectionItems(provider, say),
    ...courseItems(provider, say, label),
    ...documentItems(provider, say, label),
    ...applicationItems(provider, say),
    ...owedItems(provider, say),
  ];
  const when = ({ dueAt }: WaitingItem): number => (dueAt ? Date.parse(dueAt) : Infinity);
  return items.sort((a, b) => when(a) - when(b) || 0);
}

/** What a case asks of the provider, as on its page; one that waits for others is not theirs to do. */
function caseItem(complaint: Complaint, say: SayItem, label: Label): WaitingItem[] {
  const [asked] = askedOf(complaint);
  if (!asked) return [];
  const { id, number, title, dueAt, consumerName } = complaint;
  return [
    {
      key: id,
      to: `/cases/${id}`,
      kind: say("case"),
      tone: asked.mandatory ? "warn" : "info",
      title,
      detail: [number, consumerName, label("ComplaintAction", asked.action)].join(" · "),
      dueAt: asked.dueAt ?? dueAt,
    },
  ];
}
type Complaint = BusinessOverviewQuery["myComplaints"]["nodes"][number];

/** One whose transfer was recorded waits for the platform. */
const fineItems = ({ penalties, deposit }: Provider, say: SayItem): WaitingItem[] =>
  penalties.nodes.flatMap(({ id, fine, reason }) =>
    fine &&
    (fine.status === "DUE" || fine.status === "OVERDUE") &&
    !deposit?.payments.nodes.some(({ penaltyId, status }) => penaltyId === id && status === "CLAIMED")
      ? [
          {
            key: fine.id,
            to: "penalties",
            kind: say("fine"),
            tone: FINE_TONE[fine.status],
            title: say("fineOf", { amount: formatMoney(fine.amount) }),
            detail: reason,
            dueAt: fine.dueAt,
          },
        ]
      : [],
  );

const hearingItems = ({ penaltiesAhead }: Provider, say: SayItem, label: Label): WaitingItem[] =>
  (penaltiesAhead?.nodes ?? [])
    .filter(({ availableActions }) => may(availableActions, "SUBMIT_HEARING_STATEMENT"))
    .map(({ id, kind, reason, hearingUntil }) => ({
      key: id,
      to: "penalties",
      kind: say("hearing"),
      tone: "bad",
      title: say("hearingOf", { kind: label("PenaltyKind", kind) }),
      detail: reason,
      dueAt: hearingUntil ?? null,
    }));

const inspectionItems = ({ inspectionHearings }: Provider, say: SayItem): WaitingItem[] =>
  (inspectionHearings?.nodes ?? [])
    .filter(({ availableActions }) => may(availableActions, "ANSWER"))
    .map(({ id, told, answerDueAt }) => ({
      key: id,
      to: "penalties",
      kind: say("hearing"),
      tone: "bad",
      title: say("inspected"),
      detail: told,
      dueAt: answerDueAt,
    }));

const courseItems = ({ training }: Provider, say: SayItem, label: Label): WaitingItem[] =>
  (training?.nodes ?? [])
    .filter(({ status }) => status === "OPEN" || status === "OVERDUE")
    .map(({ id, status, reason, dueAt, course }) => ({
      key: id,
      to: `courses?course=${id}`,
      kind: say("course"),
      tone: ENROLMENT_TONE[status],
      title: course.current?.title.text ?? say("untitled"),
      detail: label("EnrolmentReason", reason),
      dueAt,
    }));

const documentItems = ({ verifications }: Provider, say: SayItem, label: Label): WaitingItem[] =>
  verifications.flatMap(({ id, kind, status, validUntil, graceUntil }) =>
    status === "DUE" || status === "EXPIRED" || status === "OVERDUE"
      ? [
          {
            key: id,
            to: "vetting",
            kind: say("document"),
            tone: VERIFICATION_TONE[status],
            title: label("VerificationKind", kind),
            detail: label("VerificationStatus", status),
            dueAt: (status === "DUE" ? validUntil : graceUntil) ?? null,
          },
        ]
      : [],
  );

const applicationItems = ({ status, vetting }: Provider, say: SayItem): WaitingItem[] => {
  const applications = vetting?.applications ?? [];
  const asked = applications.filter((one) => one.status === "CHANGES_REQUESTED");
  const waits = applications.some((one) => one.status === "SUBMITTED");
  const of = (key: string, title: string, detail: string | null): WaitingItem => ({
    ...{ key, to: "vetting", kind: say("changes"), tone: "warn", title, detail },
  });
  // Who has just registered is told that the platform waits for them.
  if (status === "APPLIED" && vetting && asked.length === 0 && !waits) return [of("apply", say("apply"), null)];
  return asked.map(({ id, changesRequested }) => of(id, say("changesAsked"), changesRequested ?? null));
};

const owedItems = ({ deposit }: Provider, say: SayItem): WaitingItem[] =>
  (deposit?.owedToConsumers ?? []).map((money) => ({
    key: money.currency,
    to: "deposit",
    kind: say("owed"),
    tone: "bad",
    title: say("owedTo", { amount: formatMoney(money) }),
  }));

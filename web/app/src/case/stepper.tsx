import { Check } from "lucide-react";
import type { ReactNode } from "react";
import type { ComplaintStatus, Track } from "../api/schema.generated";
import { useHouseTimes } from "../api/use-house-times";
import { Icon } from "../design/icon";
import { formatDate, formatDuration } from "../text/format";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";
import { useCase, type Case } from "./case-context";
import styles from "./case.module.css";

const text = defineText("stepper", {
  en: {
    label: "Where the case stands",
    opened: "Opened",
    talks: "Negotiation",
    platform: "With Redress",
    evidence: "Evidence",
    ruling: "Ruling",
    madeGood: "Made good",
    ended: "Closed",
    until: "until {{date}}",
    within: "within {{time}}",
    took: "took {{time}}",
    now: "now",
  },
  zh: {
    label: "案件进展",
    opened: "发起投诉",
    talks: "双方协商",
    platform: "平台受理",
    evidence: "举证",
    ruling: "处理决定",
    madeGood: "履行",
    ended: "结束",
    until: "至 {{date}}",
    within: "{{time}}内",
    took: "用时 {{time}}",
    now: "进行中",
  },
});

type Step = "opened" | "talks" | "platform" | "evidence" | "ruling" | "madeGood";

/** A stay keeps the place that the case had. */
const STEP: Record<Exclude<ComplaintStatus, "STAYED" | "CLOSED">, Step> = {
  NEGOTIATING: "talks",
  SUBMITTED: "platform",
  INFO_REQUESTED: "platform",
  EVIDENCE: "evidence",
  UNDER_REVIEW: "ruling",
  RULED: "ruling",
  APPEALED: "ruling",
  SETTLING: "madeGood",
  ENFORCING: "madeGood",
};

const stepOf = (status: ComplaintStatus): Step | null =>
  status === "STAYED" || status === "CLOSED" ? null : STEP[status];

/** The house rules that say how long what may lie ahead takes, by the case's track. */
const TIMES: Partial<Record<Step, Record<Track, string>>> = {
  platform: { STANDARD: "clock.ADMISSIBILITY", FAST: "fastTrack.ADMISSIBILITY" },
  evidence: { STANDARD: "clock.EVIDENCE_WINDOW", FAST: "fastTrack.EVIDENCE_WINDOW" },
  ruling: { STANDARD: "clock.REVIEW", FAST: "fastTrack.REVIEW" },
  madeGood: { STANDARD: "clock.REMEDY_DUE", FAST: "clock.REMEDY_DUE" },
};

interface Shown {
  step: Step;
  standing: "done" | "now" | "ahead";
  /** When it was reached. */
  at: string | null;
  /** How long it took, each time that the case was there, in milliseconds. */
  took: number;
}

/** The way of every case; what this one passed by is left out once it cannot come any more. */
function stepsOf({ stages, status, openedAt }: Case): Shown[] {
  const reached = new Map<Step, string>([["opened", openedAt]]);
  const took = new Map<Step, number>();
  let current: Step = "opened";
  for (const { stage, enteredAt, leftAt } of stages) {
    const step = stepOf(stage);
    if (!step) continue;
    current = step;
    if (leftAt) took.set(step, (took.get(step) ?? 0) + Date.parse(leftAt) - Date.parse(enteredAt));
    if (!reached.has(step)) reached.set(step, enteredAt);
  }
  const order: readonly Step[] = ["opened", "talks", "platform", "evidence", "ruling", "madeGood"];
  const over = status === "CLOSED";
  const place = order.indexOf(current);
  return order
    .filter((step, at) => reached.has(step) || (!over && at > place))
    .map((step) => ({
      step,
      at: reached.get(step) ?? null,
      took: took.get(step) ?? 0,
      standing: step === current && !over ? "now" : reached.has(step) ? "done" : "ahead",
    }));
}

export function Stepper(): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { complaint } = useCase();
  const steps = stepsOf(complaint);
  const timeOf = useHouseTimes({ pause: steps.every(({ standing }) => standing !== "ahead") });
  const within = (step: Step): string | null => {
    const time = timeOf(TIMES[step]?.[complaint.track] ?? "");
    return time && say("within", { time });
  };
  return (
    <ol className={`card ${styles.steps}`} aria-label={say("label")}>
      {steps.map(({ step, standing, at, took }, index) => (
        <li key={step} data-standing={standing} aria-current={standing === "now" ? "step" : undefined}>
          <span className={styles.point}>{standing === "done" ? <Icon of={Check} size={13} /> : index + 1}</span>
          <span className={styles.stepName}>
            {complaint.status === "STAYED" && standing === "now" ? label("ComplaintStatus", "STAYED") : say(step)}
            <small>
              {standing === "now" && <Limit />}
              {standing === "ahead" && within(step)}
              {standing === "done" && at && formatDate(at)}
            </small>
            {standing === "done" && took > 0 && <small>{say("took", { time: formatDuration(took) })}</small>}
          </span>
        </li>
      ))}
      {complaint.status === "CLOSED" && (
        <li data-standing="done" aria-current="step">
          <span className={styles.point}>
            <Icon of={Check} size={13} />
          </span>
          <span className={styles.stepName}>
            {complaint.closureReason ? label("ClosureReason", complaint.closureReason) : say("ended")}
            <small>{complaint.closedAt && formatDate(complaint.closedAt)}</small>
          </span>
        </li>
      )}
    </ol>
  );
}

/**
 * How long the step lasts. Talks go on after the first answer is due, until the case moves on by itself; what a ruling orders is due by
 * itself, and a stay lasts until what it waits for is there.
 */
function Limit(): ReactNode {
  const say = useText(text);
  const { status, dueAt, ruling, automaticActs } = useCase().complaint;
  if (status === "STAYED") return null;
  const movesOn = automaticActs.find(({ to }) => to !== null && to !== status)?.at;
  const ends = { RULED: ruling?.appealableUntil, NEGOTIATING: movesOn ?? dueAt };
  const until = status in ends ? ends[status as keyof typeof ends] : dueAt;
  return until ? say("until", { date: formatDate(until) }) : say("now");
}

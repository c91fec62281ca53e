import type { ReactNode } from "react";
import { Facts } from "../design/facts";
import { Badge } from "../design/badge";
import { Countdown, Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";
import { ActionsHere } from "./actions-now";
import { useCase } from "./case-context";
import type { InterimShownFragment } from "./case.generated";
import styles from "./case.module.css";
import { Section } from "./section";

const interimText = defineText("interim", {
  en: {
    title: "Pause of orders",
    about: "Orders placed before are not affected. Nothing is decided by it.",
    days_one: "for {{count}} day",
    days_other: "for {{count}} days",
    proposed: "Asked for",
    confirmed: "In force since",
    ends: "Ends",
    why: "Why it ended",
    review: "Review asked for",
    decided: "Review decided",
  },
  zh: {
    title: "暂停接单",
    about: "不影响此前的订单，也不代表作出任何认定。",
    days_other: "{{count}} 天",
    proposed: "提请时间",
    confirmed: "开始时间",
    ends: "结束时间",
    why: "结束原因",
    review: "申请复核",
    decided: "复核决定",
  },
});

/** Measures before the decision; the provider sees those that acted, the consumer none. */
export function Interim(): ReactNode {
  const say = useText(interimText);
  const { complaint } = useCase();
  return (
    <Section id="interim" title={say("title")}>
      <p className="muted small">{say("about")}</p>
      {complaint.interimMeasures.map((measure) => (
        <Measure key={measure.id} measure={measure} />
      ))}
      <ActionsHere
        of={[
          "CONFIRM_INTERIM_MEASURE",
          "LIFT_INTERIM_MEASURE",
          "REQUEST_INTERIM_REVIEW",
          "DECIDE_INTERIM_REVIEW",
          "IMPOSE_INTERIM_MEASURE",
        ]}
      />
    </Section>
  );
}

function Measure({ measure }: { measure: InterimShownFragment }): ReactNode {
  const say = useText(interimText);
  const label = useLabel();
  const { kind, days, status, reason, proposedAt, startsAt, endsAt, endedBecause, endReason } = measure;
  const { reviewText, reviewAskedAt, reviewDecidedAt, reviewReason } = measure;
  return (
    <article className={styles.part}>
      <p className="row">
        <strong>{label("InterimMeasureKind", kind)}</strong>
        <span>{say("days", { count: days })}</span>
        <Badge tone={status === "ACTING" ? "warn" : "muted"}>{label("InterimMeasureStatus", status)}</Badge>
        {status === "ACTING" && endsAt && <Countdown until={endsAt} />}
      </p>
      <p className="prose">{reason}</p>
      <Facts
        facts={[
          [say("proposed"), <Said at={proposedAt} by={measure.proposedBy} />],
          [say("confirmed"), startsAt && <Said at={startsAt} by={measure.confirmedBy} />],
          [say("ends"), endsAt && <Time at={endsAt} />],
          [
            say("why"),
            (endedBecause ?? endReason) && (
              <>
                {endedBecause && label("InterimMeasureEnd", endedBecause)} <span className="prose">{endReason}</span>
              </>
            ),
          ],
          [say("review"), reviewAskedAt && <Said at={reviewAskedAt} by={null} text={reviewText} />],
          [
            say("decided"),
            reviewDecidedAt && <Said at={reviewDecidedAt} by={measure.reviewDecidedBy} text={reviewReason} />,
          ],
        ]}
      />
    </article>
  );
}

interface SaidProps {
  at: string;
  by: { displayName: string } | null;
  text?: string | null;
}

function Said({ at, by, text }: SaidProps): ReactNode {
  return (
    <>
      <Time at={at} /> {by?.displayName} {text && <span className="prose">{text}</span>}
    </>
  );
}

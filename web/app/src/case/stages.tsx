import type { ReactNode } from "react";
import type { Sla } from "../api/schema.generated";
import { Badge, type Tone } from "../design/badge";
import { Countdown, Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";
import { ActionsHere } from "./actions-now";
import { useCase } from "./case-context";
import styles from "./case.module.css";
import { Facts } from "../design/facts";
import { DataTable } from "../design/data-table";
import { Section } from "./section";

const stagesText = defineText("stages", {
  en: {
    title: "Stages and clocks",
    stage: "Stage",
    entered: "Since",
    due: "Deadline",
    left: "Until",
    clock: "Clock",
    stays: "When the case waited",
    stayedAt: "Since",
    endedAt: "Until",
    waiting: "still waiting",
    reference: "External case number",
    outcome: "Outcome",
  },
  zh: {
    title: "阶段与时限",
    stage: "阶段",
    entered: "开始",
    due: "期限",
    left: "结束",
    clock: "时限",
    stays: "案件中止",
    stayedAt: "开始",
    endedAt: "结束",
    waiting: "仍在等待",
    reference: "外部案号",
    outcome: "结果",
  },
});

const TONES: Record<Sla, Tone> = { HIT: "good", MISSED: "bad", RUNNING: "info", NONE: "muted" };

/** How long each stage took, and whether its clock was met. */
export function Stages(): ReactNode {
  const say = useText(stagesText);
  const label = useLabel();
  const { complaint } = useCase();
  return (
    <Section id="stages" title={say("title")}>
      <DataTable
        label={say("title")}
        heads={(["stage", "entered", "due", "left", "clock"] as const).map((column) => say(column))}
        className={styles.clocks}
      >
        {complaint.stages.map(({ stage, enteredAt, dueAt, leftAt, sla }) => (
          <tr key={enteredAt + stage}>
            <th scope="row">{label("ComplaintStatus", stage)}</th>
            <td>
              <Time at={enteredAt} />
            </td>
            <td>{dueAt && <Time at={dueAt} />}</td>
            <td>{leftAt && <Time at={leftAt} />}</td>
            <td>
              <span className="row">
                <Badge tone={TONES[sla]}>{label("Sla", sla)}</Badge>
                {sla === "RUNNING" && dueAt && <Countdown until={dueAt} />}
              </span>
            </td>
          </tr>
        ))}
      </DataTable>
      {complaint.stays.length > 0 && <Stays />}
    </Section>
  );
}

function Stays(): ReactNode {
  const say = useText(stagesText);
  const label = useLabel();
  const { complaint } = useCase();
  return (
    <div className="stack-tight">
      <h3>{say("stays")}</h3>
      {complaint.stays.map((stay) => (
        <article key={stay.id} className={styles.part}>
          <p className="row">
            <strong>{label("StayGround", stay.ground)}</strong>
            {stay.route && <span>{label("ReferralRoute", stay.route)}</span>}
            {!stay.endedAt && <Badge tone="warn">{say("waiting")}</Badge>}
          </p>
          <p className="prose">{stay.reason}</p>
          <Facts
            facts={[
              [say("stayedAt"), <Time at={stay.stayedAt} />],
              [say("endedAt"), stay.endedAt && <Time at={stay.endedAt} />],
              [say("reference"), stay.reference],
              [say("outcome"), stay.outcome && <span className="prose">{stay.outcome}</span>],
            ]}
          />
        </article>
      ))}
      <ActionsHere of={["RESUME", "CLOSE_EXTERNAL"]} />
    </div>
  );
}

import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge, type Tone } from "../design/badge";
import { Time } from "../design/time";
import { colon } from "../text/format";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/room-labels";
import { CaseFromFinding } from "./case-from-finding";
import type { InspectionShownFragment, ObservationShownFragment } from "./inspections.generated";
import { ObservationForm } from "./observation-form";
import { may } from "../api/may";

const text = defineText("checklist", {
  en: {
    title: "Checklist",
    answered: "{{done}} of {{count}} answered",
    empty: "There was nothing to ask when it was opened; write down what was found when closing it.",
    open: "open",
    reference: "Kept at: {{reference}}",
    by: "{{name}} wrote this down",
    case: "A case was opened from it",
  },
  zh: {
    title: "检查清单",
    answered: "已完成 {{done}} / {{count}}",
    empty: "立项时没有需要核对的问题，请在结束时写明巡查结论。",
    open: "待检查",
    reference: "留存处：{{reference}}",
    by: "{{name}} 记录",
    case: "已据此立案",
  },
});

const TONES: Record<string, Tone> = { KEPT: "good", BROKEN: "bad" };

export function Checklist({ inspection }: { inspection: InspectionShownFragment }): ReactNode {
  const say = useText(text);
  const { checklist } = inspection;
  const done = checklist.filter(({ result }) => result).length;
  return (
    <section className="stack-tight">
      <div className="row spread">
        <h2>{say("title")}</h2>
        <span role="status" className="muted">
          {checklist.length > 0 && say("answered", { done, count: checklist.length })}
        </span>
      </div>
      {checklist.length === 0 && <p className="muted">{say("empty")}</p>}
      <ol className="stack-tight">
        {checklist.map((item) => (
          <li key={item.id} className="card stack-tight">
            <Item inspection={inspection} item={item} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Item({
  inspection,
  item,
}: {
  inspection: InspectionShownFragment;
  item: ObservationShownFragment;
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <>
      <div className="row spread">
        <h3>{item.question}</h3>
        <span className="row">
          {item.kind && <span className="muted small">{label("PromiseKind", item.kind)}</span>}
          <Badge tone={TONES[item.result ?? ""] ?? "muted"}>
            {item.result ? label("ObservationResult", item.result) : say("open")}
          </Badge>
        </span>
      </div>
      {item.note && <p className="prose">{item.note}</p>}
      {item.reference && <p className="small">{say("reference", { reference: item.reference })}</p>}
      {item.recordedAt && (
        <p className="muted small">
          {say("by", { name: item.recordedByName ?? "" })} <Time at={item.recordedAt} />
        </p>
      )}
      {item.complaint ? (
        <p>
          {say("case")}
          {colon()}
          <Link to={`/cases/${item.complaint.id}`}>{item.complaint.title}</Link>
        </p>
      ) : (
        <>
          {may(inspection.availableActions, "RECORD") && <ObservationForm item={item} />}
          {may(inspection.availableActions, "OPEN_CASE") && item.result === "BROKEN" && (
            <CaseFromFinding inspection={inspection} item={item} />
          )}
        </>
      )}
    </>
  );
}

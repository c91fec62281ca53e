import type { ReactNode } from "react";
import { Link } from "react-router";
import { Pager } from "../design/pager";
import { DataTable } from "../design/data-table";
import { Time } from "../design/time";
import { formatDate, formatNumber, formatPercent } from "../text/format";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/room-labels";
import { DrawProof } from "./draw-proof";
import type { InspectionPageQuery, InspectionShownFragment } from "./inspections.generated";

const text = defineText("inspectionGround", {
  en: {
    title: "Why it was opened",
    plan: "The plan",
    draw: "The drawing of lots",
    window: "Window",
    recent: "Latest",
    before: "Before",
    period: "From – to",
    events: "Counted",
    orders: "Orders",
    chance: "Had the rate not changed, so many would come together by chance with a probability of {{chance}}.",
    promise: "The promise complained about (version {{version}})",
    cases: "The cases it is over",
  },
  zh: {
    title: "立项原因",
    plan: "所属计划",
    draw: "抽签经过",
    window: "时段",
    recent: "近期",
    before: "此前",
    period: "起止",
    events: "计数",
    orders: "订单数",
    chance: "若比率不变，出现这么多的概率为 {{chance}}。",
    promise: "被投诉的承诺（第 {{version}} 版）",
    cases: "涉及的案件",
  },
});

type Cases = NonNullable<InspectionPageQuery["inspection"]>["complaints"];

export function InspectionGround({
  inspection,
  cases,
}: {
  inspection: InspectionShownFragment;
  cases: Cases;
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { plan, draw, risk, promiseVersion } = inspection;
  return (
    <section className="card stack-tight">
      <h2>{say("title")}</h2>
      <p className="prose">{inspection.reason}</p>
      {plan && (
        <p>
          <Link to="/inspections/plans">{say("plan")}</Link>{" "}
          <span className="muted">{label("InspectionPlanKind", plan.kind)}</span>
        </p>
      )}
      {draw && plan && (
        <>
          <h3>{say("draw")}</h3>
          <DrawProof draw={draw} planId={plan.id} />
        </>
      )}
      {risk && <Risk risk={risk} />}
      {promiseVersion && (
        <>
          <h3>{say("promise", { version: promiseVersion.version })}</h3>
          <p className="prose">
            {label("PromiseKind", promiseVersion.kind)} · {promiseVersion.text}
          </p>
        </>
      )}
      {cases.nodes.length > 0 && (
        <>
          <h3>{say("cases")}</h3>
          <ul>
            {cases.nodes.map((one) => (
              <li key={one.id}>
                <Link to={`/cases/${one.id}`}>{one.title}</Link>{" "}
                <span className="muted">
                  {label("ComplaintStatus", one.status)} <Time at={one.openedAt} />
                </span>
              </li>
            ))}
          </ul>
          <Pager pageInfo={cases.pageInfo} />
        </>
      )}
    </section>
  );
}

function Risk({ risk }: { risk: NonNullable<InspectionShownFragment["risk"]> }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const title = label("RiskMeasure", risk.measure);
  return (
    <>
      <h3>{title}</h3>
      <DataTable label={title} heads={(["window", "period", "events", "orders"] as const).map((column) => say(column))}>
        {(["recent", "before"] as const).map((name) => (
          <tr key={name}>
            <th scope="row">{say(name)}</th>
            <td>
              {formatDate(risk[name].since)} – {formatDate(risk[name].until)}
            </td>
            <td>{formatNumber(risk[name].events)}</td>
            <td>{formatNumber(risk[name].orders)}</td>
          </tr>
        ))}
      </DataTable>
      <p>{say("chance", { chance: formatPercent(risk.chance, 3) })}</p>
    </>
  );
}

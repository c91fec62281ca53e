import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useAct } from "../api/use-act";
import { may } from "../api/may";
import { Button } from "../design/button";
import { Badge } from "../design/badge";
import { Refused } from "../design/refused";
import { Countdown, Time } from "../design/time";
import { useCategory } from "../text/categories";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/room-labels";
import { DrawProof } from "./draw-proof";
import { Found } from "./inspection-table";
import { StopInspectionPlanDocument, type InspectionPlansQuery } from "./plans.generated";

const text = defineText("planCard", {
  en: {
    everyDays_one: "Every day",
    everyDays_other: "Every {{count}} days",
    perRound_one: "one provider each time",
    perRound_other: "up to {{count}} providers each time",
    anybody: "Every active provider",
    category: "Category {{category}}",
    next: "Next round",
    stopped: "Stopped",
    made: "Made",
    by: "by {{name}}",
    opened: "Inspections opened",
    draws: "Drawings of lots",
    none: "None yet.",
    more: "Show more rounds",
    stop: "Stop the plan",
  },
  zh: {
    everyDays_other: "每 {{count}} 天一次",
    perRound_other: "每次最多 {{count}} 家",
    anybody: "全部在售服务商",
    category: "类目 {{category}}",
    next: "下一轮",
    stopped: "已停止",
    made: "制定",
    by: "{{name}}",
    opened: "已发起的巡查",
    draws: "抽签记录",
    none: "暂无。",
    more: "显示更多轮次",
    stop: "停止计划",
  },
});

type Plan = InspectionPlansQuery["inspectionPlans"]["nodes"][number];

export function PlanCard({ plan }: { plan: Plan }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const stop = useAct(StopInspectionPlanDocument);
  const { provider, category, inspections, draws } = plan;
  const categoryOf = useCategory();
  const whom = provider ? (
    <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>
  ) : category ? (
    say("category", { category: categoryOf(category) })
  ) : (
    say("anybody")
  );
  return (
    <article className="card stack-tight">
      <div className="row spread">
        <h3>
          {label("InspectionPlanKind", plan.kind)} · {whom}
        </h3>
        {may(plan.availableActions, "STOP") && (
          <Button kind="danger" busy={stop.busy} onClick={() => void stop.act({ planId: plan.id })}>
            {say("stop")}
          </Button>
        )}
      </div>
      <p className="prose">{plan.reason}</p>
      <p className="row">
        <span>{say("everyDays", { count: plan.everyDays })}</span>
        <span>{say("perRound", { count: plan.perRound })}</span>
        {plan.nextAt && (
          <span>
            {say("next")} <Time at={plan.nextAt} /> <Countdown until={plan.nextAt} />
          </span>
        )}
        {plan.stoppedAt && (
          <span>
            <Badge>{say("stopped")}</Badge> <Time at={plan.stoppedAt} /> {say("by", { name: plan.stoppedByName ?? "" })}
          </span>
        )}
        <span className="muted">
          {say("made")} <Time at={plan.createdAt} /> {say("by", { name: plan.createdByName ?? "" })}
        </span>
      </p>
      <Refused refusal={stop.refusal} />
      <details>
        <summary>{say("opened")}</summary>
        {inspections.nodes.length === 0 && <p className="muted">{say("none")}</p>}
        <ul>
          {inspections.nodes.map((one) => (
            <li key={one.id}>
              <Link to={`/inspections/${one.id}`}>{one.provider.legalName}</Link> <Time at={one.openedAt} />{" "}
              {label("InspectionStatus", one.status)} <Found breachFound={one.breachFound ?? null} />
            </li>
          ))}
        </ul>
        {inspections.pageInfo.hasNextPage && <MoreRounds />}
      </details>
      {plan.kind === "RANDOM" && (
        <details>
          <summary>{say("draws")}</summary>
          {draws.nodes.length === 0 && <p className="muted">{say("none")}</p>}
          <ul className="stack-tight">
            {draws.nodes.map((draw) => (
              <li key={draw.id} className="card">
                <DrawProof draw={draw} planId={plan.id} />
              </li>
            ))}
          </ul>
          {draws.pageInfo.hasNextPage && <MoreRounds />}
        </details>
      )}
    </article>
  );
}

function MoreRounds(): ReactNode {
  const say = useText(text);
  const [params] = useSearchParams();
  const more = new URLSearchParams(params);
  more.set("rounds", "all");
  return params.has("rounds") ? null : <Link to={`?${more}`}>{say("more")}</Link>;
}

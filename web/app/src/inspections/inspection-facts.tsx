import type { ReactNode } from "react";
import { Link } from "react-router";
import { Notice } from "../design/notice";
import { Countdown, Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";
import { Found } from "./inspection-table";
import type { InspectionShownFragment } from "./inspections.generated";

const text = defineText("inspectionFacts", {
  en: {
    provider: "Provider",
    origin: "Began with",
    status: "Status",
    opened: "Opened",
    openedBy: "by {{name}}",
    byItself: "by the system",
    due: "Due",
    who: "With",
    me: "me",
    nobody: "no one",
    closed: "Closed",
    followUp: "To be followed up",
    followedBy: "Followed up by",
    follows: "Follows up",
    inspection: "that inspection",
    finding: "What was found",
    conclusion: "Published conclusion",
    toldNothing: "Nothing was published.",
    hearing: "The provider's statement",
    told: "What the provider was told",
    awaits: "Awaited until",
    silent: "The provider stated nothing in time.",
  },
  zh: {
    provider: "服务商",
    origin: "起因",
    status: "状态",
    opened: "立项",
    openedBy: "由 {{name}} 发起",
    byItself: "系统发起",
    due: "期限",
    who: "负责人",
    me: "我",
    nobody: "无人",
    closed: "结束",
    followUp: "复查时间",
    followedBy: "后续复查",
    follows: "复查对象",
    inspection: "查看该次巡查",
    finding: "巡查结论",
    conclusion: "对外公布",
    toldNothing: "未对外公布。",
    hearing: "服务商陈述",
    told: "已告知服务商",
    awaits: "陈述期限",
    silent: "服务商未在期限内陈述申辩。",
  },
});

/** Who inspects whom, since when and until when; and, once it is closed, the conclusion. */
export function InspectionFacts({ inspection }: { inspection: InspectionShownFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { provider, dueAt, closedAt, followUpAt, followUp, followUpOf, finding } = inspection;
  const by = (name: string | null | undefined): string => (name ? say("openedBy", { name }) : say("byItself"));
  const other = (one: { id: string } | null | undefined): ReactNode =>
    one && <Link to={`/inspections/${one.id}`}>{say("inspection")}</Link>;
  const facts: [Parameters<typeof say>[0], ReactNode][] = [
    ["provider", <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>],
    ["origin", label("InspectionOrigin", inspection.origin)],
    [
      "status",
      <>
        {label("InspectionStatus", inspection.status)} <Found breachFound={inspection.breachFound ?? null} />
      </>,
    ],
    ["who", inspection.isMine ? say("me") : (inspection.assignedToName ?? say("nobody"))],
    [
      "opened",
      <>
        <Time at={inspection.openedAt} /> <span className="muted">{by(inspection.openedByName)}</span>
      </>,
    ],
    ["due", dueAt && !closedAt && <Countdown until={dueAt} />],
    [
      "closed",
      closedAt && (
        <>
          <Time at={closedAt} /> {inspection.closedByName && <span className="muted">{inspection.closedByName}</span>}
        </>
      ),
    ],
    ["followUp", followUpAt && <Time at={followUpAt} />],
    ["followedBy", other(followUp)],
    ["follows", other(followUpOf)],
  ];
  return (
    <>
      <dl className="facts card">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{say(name)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {inspection.told && <Hearing inspection={inspection} />}
      {finding && (
        <Notice tone={inspection.breachFound ? "bad" : "good"}>
          <h2>{say("finding")}</h2>
          <p className="prose">{finding}</p>
          <h3>{say("conclusion")}</h3>
          <p className="prose">{inspection.publicConclusion ?? say("toldNothing")}</p>
        </Notice>
      )}
    </>
  );
}

/** What the provider was told, and what it says to it. */
function Hearing({ inspection }: { inspection: InspectionShownFragment }): ReactNode {
  const say = useText(text);
  const { told, toldAt, answerDueAt, statement, silentAt } = inspection;
  return (
    <section className="card stack-tight">
      <h2>{say("hearing")}</h2>
      <p className="small muted">
        {say("told")} {toldAt && <Time at={toldAt} />}
      </p>
      <p className="prose">{told}</p>
      {statement && <blockquote className="prose">{statement}</blockquote>}
      {silentAt && <p>{say("silent")}</p>}
      {!statement && !silentAt && answerDueAt && (
        <p className="row small">
          {say("awaits")} <Countdown until={answerDueAt} />
        </p>
      )}
    </section>
  );
}

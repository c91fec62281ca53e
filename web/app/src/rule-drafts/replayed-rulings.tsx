import type { ReactNode } from "react";
import { Link } from "react-router";
import { Pager } from "../design/pager";
import { Badge } from "../design/badge";
import { Time } from "../design/time";
import { DataTable } from "../design/data-table";
import { colon, formatMoney } from "../text/format";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import type { CalledForFragment, RuleReplayQuery } from "./replay.generated";

const text = defineText("replayedRulings", {
  en: {
    title: "Rulings that would change",
    none: "No ruling would change.",
    ruling: "Ruling",
    changes: "What changes",
    severity: "Severity",
    measures: "Measures",
    points: "Points",
    penalties: "Penalties by points",
    number: "Ruling {{number}}",
    otherRule: "by another rule",
    before: "Before",
    after: "After",
    notAllowed: "not allowed: {{kinds}}",
    newlyAllowed: "newly allowed: {{kinds}}",
    nothing: "none",
    days: "{{kind}}, {{count, counted(one: day; other: days)}}",
    approval: "{{penalty}}, to be approved",
  },
  zh: {
    title: "将会改变的处理决定",
    none: "没有处理决定会改变。",
    ruling: "处理决定",
    changes: "变化",
    severity: "严重程度",
    measures: "措施",
    points: "积分",
    penalties: "因积分产生的处理措施",
    number: "处理决定 {{number}}",
    otherRule: "依据其他规则",
    before: "原为",
    after: "变为",
    notAllowed: "不再允许：{{kinds}}",
    newlyAllowed: "新增允许：{{kinds}}",
    nothing: "无",
    days: "{{kind}}（{{count}} 天）",
    approval: "{{penalty}}（须审批）",
  },
});

type Rulings = NonNullable<RuleReplayQuery["ruleReplay"]>["rulings"];
const COLUMNS = ["ruling", "changes", "severity", "measures", "points", "penalties"] as const;

export function ReplayedRulings({ rulings: { nodes, pageInfo } }: { rulings: Rulings }): ReactNode {
  const say = useText(text);
  return (
    <section className="stack-tight">
      <h2>{say("title")}</h2>
      {nodes.length === 0 ? (
        <p className="muted">{say("none")}</p>
      ) : (
        <DataTable label={say("title")} heads={COLUMNS.map((column) => say(column))}>
          {nodes.map((ruling) => (
            <Row key={ruling.id} replayed={ruling} />
          ))}
        </DataTable>
      )}
      <Pager pageInfo={pageInfo} name="rulings" />
    </section>
  );
}

function Row({ replayed }: { replayed: Rulings["nodes"][number] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { ruling, provider, changes, findings, measuresNotAllowed, measuresNewlyAllowed } = replayed;
  const kinds = (all: typeof measuresNotAllowed): string => all.map((kind) => label("PenaltyKind", kind)).join(" · ");
  return (
    <tr>
      <th scope="row">
        {ruling.complaint ? (
          <Link to={`/cases/${ruling.complaint.id}`}>{ruling.complaint.title}</Link>
        ) : (
          say("number", { number: replayed.number })
        )}
        <div className="muted">
          <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>{" "}
          {ruling.decidedAt && <Time at={ruling.decidedAt} />}
        </div>
        {!replayed.tried && <Badge>{say("otherRule")}</Badge>}
      </th>
      <td>{changes.map((change) => label("RulingChange", change)).join(" · ")}</td>
      <td>
        {findings.map(({ before, after }, at) => (
          <Change key={at} before={label("Severity", before)} after={label("Severity", after)} />
        ))}
      </td>
      <td>
        {measuresNotAllowed.length > 0 && <div>{say("notAllowed", { kinds: kinds(measuresNotAllowed) })}</div>}
        {measuresNewlyAllowed.length > 0 && (
          <div className="muted">{say("newlyAllowed", { kinds: kinds(measuresNewlyAllowed) })}</div>
        )}
      </td>
      <td className="numeric">
        <Change before={String(replayed.pointsBefore)} after={String(replayed.pointsAfter)} />
      </td>
      <td>
        {changes.includes("PENALTIES") && (
          <Change
            before={<Penalties penalties={replayed.penaltiesBefore} />}
            after={<Penalties penalties={replayed.penaltiesAfter} />}
          />
        )}
      </td>
    </tr>
  );
}

/** Shown with an arrow, read out in words. */
function Change({ before, after }: { before: ReactNode; after: ReactNode }): ReactNode {
  const say = useText(text);
  return (
    <div>
      <span className="visually-hidden">{say("before") + colon()}</span>
      {before} <span aria-hidden="true">→</span>
      <span className="visually-hidden">{say("after") + colon()}</span> {after}
    </div>
  );
}

function Penalties({ penalties }: { penalties: readonly CalledForFragment[] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  if (penalties.length === 0) return say("nothing");
  const told = penalties.map(({ kind, days, amount, needsApproval }) => {
    const name = label("PenaltyKind", kind);
    const penalty = days ? say("days", { kind: name, count: days }) : amount ? `${name} ${formatMoney(amount)}` : name;
    return needsApproval ? say("approval", { penalty }) : penalty;
  });
  return told.join(" · ");
}

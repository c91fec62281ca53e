import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import { Facts } from "../design/facts";
import { Time } from "../design/time";
import { inBrackets } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { Measure } from "./measure";
import { OutcomeBadge } from "./outcome-badge";
import type { RegisterEntryQuery } from "./register.generated";

const text = defineText("rulingNow", {
  en: {
    title: "The ruling as it is now",
    round: "Decision no. {{round}} of the case",
    issued: "Issued",
    appealable: "May be appealed until",
    final: "Final since",
    reversed: "Reversed",
    rules: "Rules cited",
    version: "version {{version}}",
    measures: "Measures",
    noMeasures: "No penalty against the provider.",
    entries: "All that the register says of it",
    number: "No. {{number}}",
    here: "this entry",
  },
  zh: {
    title: "处理决定的现状",
    round: "本案第 {{round}} 次处理决定",
    issued: "作出时间",
    appealable: "可申诉至",
    final: "生效时间",
    reversed: "撤销时间",
    rules: "适用规则",
    version: "第 {{version}} 版",
    measures: "措施",
    noMeasures: "没有对服务商采取处理措施。",
    entries: "登记簿中关于它的全部条目",
    number: "第 {{number}} 号",
    here: "本条",
  },
});

type Ruling = NonNullable<NonNullable<RegisterEntryQuery["registerEntry"]>["ruling"]>;

export function RulingNow({ ruling, entryId }: { ruling: Ruling; entryId: string }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const times = [
    ["issued", ruling.issuedAt],
    ["appealable", (ruling.finalAt ?? ruling.reversedAt) ? null : ruling.appealableUntil],
    ["final", ruling.finalAt],
    ["reversed", ruling.reversedAt],
  ] as const;
  return (
    <section className="card stack-tight">
      <h2>{say("title")}</h2>
      <div className="row">
        <OutcomeBadge outcome={ruling.outcome} />
        <Badge tone={ruling.status === "REVERSED" ? "warn" : "muted"}>
          {label("RulingStatus", ruling.status)}
          {ruling.reversedBecause && <> · {label("ReversalReason", ruling.reversedBecause)}</>}
        </Badge>
        <span className="muted">{say("round", { round: ruling.round })}</span>
      </div>
      <p className="prose">{ruling.publicText}</p>
      <Facts
        facts={[
          ...times.map(([name, at]) => [say(name), at && <Time at={at} />] as const),
          [
            say("rules"),
            <ul className="stack-tight">
              {ruling.ruleVersions.map(({ id, code, title, version, severity }) => (
                <li key={id}>
                  <Link to={`/rules/${code}`}>
                    {code} {title.text}
                  </Link>{" "}
                  <span className="muted small">{say("version", { version })}</span>{" "}
                  <Badge>{label("Severity", severity)}</Badge>
                </li>
              ))}
            </ul>,
          ],
        ]}
      />
      <h3>{say("measures")}</h3>
      {ruling.penalties?.length ? (
        ruling.penalties.map((penalty) => (
          <Measure key={penalty.id} measure={penalty}>
            <Badge tone={penalty.status === "ACTIVE" ? "warn" : "muted"}>
              {label("PenaltyStatus", penalty.status)}
            </Badge>
          </Measure>
        ))
      ) : (
        <p className="muted">{say("noMeasures")}</p>
      )}
      <h3>{say("entries")}</h3>
      <ol className="stack-tight">
        {ruling.registerEntries.map(({ id, number, kind, at }) => (
          <li key={id} className="row">
            {id === entryId ? (
              <strong>
                {say("number", { number })}
                {inBrackets(say("here"))}
              </strong>
            ) : (
              <Link to={`/public-register/${id}`}>{say("number", { number })}</Link>
            )}
            <span>{label("RegisterEntryKind", kind)}</span>
            <span className="small muted">
              <Time at={at} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

import type { ReactNode } from "react";
import { Bars } from "../design/bars";
import { defineText, useText } from "../text/language";
import type { RuleReplayQuery } from "./replay.generated";

const text = defineText("replayReport", {
  en: {
    headline: "{{changed}} of {{rulings, counted(one: ruling; other: rulings)}} would change",
    severity: "graver or milder",
    measureNotAllowed: "ordered a measure that is no longer allowed",
    measureNewlyAllowed: "could have ordered more",
    points: "other points",
    penalties: "other penalties by points",
    otherRulings: "Other rulings changed with them",
    providers: "Providers",
    providersChanged: "of those with a changed ruling",
    newPenalties: "Additional penalties",
    gonePenalties: "Penalties gone",
    rulings: "Rulings",
  },
  zh: {
    headline: "{{rulings}} 份处理决定中有 {{changed}} 份将会改变",
    severity: "违规等级不同",
    measureNotAllowed: "采取过不再允许的措施",
    measureNewlyAllowed: "本可采取更多措施",
    points: "积分不同",
    penalties: "因积分产生的处理措施不同",
    otherRulings: "受牵连的其他处理决定",
    providers: "涉及服务商",
    providersChanged: "其中处理决定有变的",
    newPenalties: "新增处理措施",
    gonePenalties: "不再产生的处理措施",
    rulings: "处理决定",
  },
});

const RULINGS = ["severity", "measureNotAllowed", "measureNewlyAllowed", "points", "penalties"] as const;
const REST = ["otherRulings", "providers", "providersChanged", "newPenalties", "gonePenalties"] as const;

export function Report({
  report,
}: {
  report: NonNullable<NonNullable<RuleReplayQuery["ruleReplay"]>["report"]>;
}): ReactNode {
  const say = useText(text);
  return (
    <section className="card stack" aria-labelledby="report">
      <h2 id="report">{say("headline", { changed: report.changed, rulings: report.rulings })}</h2>
      <p className="prose">{report.text}</p>
      <div className="beside">
        <Bars title={say("rulings")} rows={RULINGS.map((name) => ({ label: say(name), value: report[name] }))} />
        <dl className="facts">
          {REST.map((name) => (
            <div key={name}>
              <dt>{say(name)}</dt>
              <dd className="numeric">{report[name]}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

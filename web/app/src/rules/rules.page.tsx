import type { ReactNode } from "react";
import { Link } from "react-router";
import { useRead } from "../api/use-read";
import { AsOf, useAsOf } from "../design/as-of";
import { ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Badge } from "../design/badge";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { formatDate } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { RuleMeasures } from "./rule-measures";
import { RulesDocument } from "./rules.generated";

const text = defineText("rules", {
  en: {
    title: "Rules",
    numbers: "Time limits and numbers",
    about:
      "The rules by which cases are decided. A case is decided by the rules in force when the order was placed; changes are announced before they take effect.",
    day: "In force at the end of",
    then: "These are the rules in force on {{day}}.",
    none: "No rule was in force",
    history: "Version {{version}} · history",
  },
  zh: {
    title: "规则",
    numbers: "时限与标准",
    about: "案件依据这些规则处理。适用的是下单时有效的规则；规则变更会提前公告。",
    day: "查看某日结束时有效的规则",
    then: "以下是 {{day}} 有效的规则。",
    none: "当时没有有效的规则",
    history: "第 {{version}} 版 · 沿革",
  },
});

export { RulesPage as Component };

function RulesPage(): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { moment } = useAsOf();
  const read = useRead(RulesDocument, { at: moment });
  return (
    <Page title={say("title")} actions={<ButtonLink to="/house-rules">{say("numbers")}</ButtonLink>}>
      <p className="prose">{say("about")}</p>
      <AsOf label={say("day")} />
      {moment && <Notice>{say("then", { day: formatDate(moment) })}</Notice>}
      <Loaded {...read}>
        {({ rules }) =>
          rules.length === 0 ? (
            <Empty title={say("none")} />
          ) : (
            <ul className="stack">
              {rules.map((rule) => (
                <li key={rule.id} id={rule.code} className="card stack-tight">
                  <div className="row spread">
                    <h2 className="large">
                      <Link to={`/rules/${rule.code}`}>
                        {rule.code} · {rule.title.text}
                      </Link>
                    </h2>
                    <Badge>{label("Severity", rule.severity)}</Badge>
                  </div>
                  <p className="prose">{rule.text.text}</p>
                  <RuleMeasures measures={rule.measures} />
                  <Link className="small" to={`/rules/${rule.code}`}>
                    {say("history", { version: rule.version })}
                    <span className="visually-hidden"> {rule.code}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

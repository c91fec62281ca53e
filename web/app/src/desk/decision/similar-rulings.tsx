import { useId, type ReactNode } from "react";
import { useRead } from "../../api/use-read";
import { Loaded } from "../../design/loaded";
import { Time } from "../../design/time";
import { OutcomeBadge } from "../../register/outcome-badge";
import { formatList, formatMoney } from "../../text/format";
import { useLabel } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import type { Decision } from "./decision";
import { RulesInForceDocument, type DecidableCaseFragment } from "./decision.generated";
import styles from "./decision.module.css";
import { SimilarRulingsDocument, type SimilarRulingsQuery } from "./similar-rulings.generated";
import { byKind } from "./suggested";

const text = defineText("similarRulings", {
  en: {
    title: "Similar rulings",
    none: "No ruling on {{code}} is final yet.",
    number: "No. {{number}}",
    noMeasure: "no measure",
    days_one: "{{count}} day",
    days_other: "{{count}} days",
    newTab: "opens in a new tab",
  },
  zh: {
    title: "类似处理决定",
    none: "{{code}} 尚无已生效的处理决定。",
    number: "第 {{number}} 号",
    noMeasure: "无措施",
    days_other: "{{count}} 天",
    newTab: "在新标签页打开",
  },
});

const MOST_RULES = 3;
const MOST_SHOWN = 4;

interface Props {
  complaint: DecidableCaseFragment;
  decision: Decision;
}

/** Final rulings of the public register on the rules cited, or else on those about the kinds of promise. */
export function SimilarRulings({ complaint, decision }: Props): ReactNode {
  const say = useText(text);
  const id = useId();
  const { data } = useRead(RulesInForceDocument, { at: complaint.order.placedAt });
  const rules = data?.rules ?? [];
  const codes = complaint.breaches.flatMap((breach) => {
    const cited = rules.find((rule) => rule.id === decision.findings[breach.id]?.ruleVersionId);
    return cited ? [cited.code] : byKind(rules, breach.kind).about.map(({ code }) => code);
  });
  const shown = [...new Set(codes)].slice(0, MOST_RULES);
  if (shown.length === 0) return null;
  return (
    <section className="card stack-tight" aria-labelledby={id}>
      <h2 id={id}>{say("title")}</h2>
      {shown.map((code) => (
        <OnRule key={code} code={code} caseId={complaint.id} />
      ))}
    </section>
  );
}

type Entry = SimilarRulingsQuery["register"]["nodes"][number];

function OnRule({ code, caseId }: { code: string; caseId: string }): ReactNode {
  const say = useText(text);
  const read = useRead(SimilarRulingsDocument, { ruleCode: code });
  return (
    <Loaded {...read} lines={2}>
      {({ register }) => {
        // What was reversed, and what was decided in this very case, is no example.
        const entries = register.nodes.filter(
          ({ correctedBy, ruling }) => !correctedBy && ruling?.complaint?.id !== caseId,
        );
        if (entries.length === 0) return <p className="small muted">{say("none", { code })}</p>;
        return (
          <>
            <h3>{code}</h3>
            <ul className="stack-tight">
              {entries.slice(0, MOST_SHOWN).map((entry) => (
                <Ruling key={entry.id} entry={entry} />
              ))}
            </ul>
          </>
        );
      }}
    </Loaded>
  );
}

function Ruling({ entry: { id, number, at, stated } }: { entry: Entry }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { ruling } = stated;
  if (!ruling) return null;
  const measures = ruling.penalties.map(({ kind, days, amount }) =>
    [label("PenaltyKind", kind), days !== null && say("days", { count: days }), amount && formatMoney(amount)]
      .filter(Boolean)
      .join(" "),
  );
  return (
    <li className="small">
      <div className="row">
        <a href={`/public-register/${id}`} target="_blank" rel="noopener" title={say("newTab")}>
          {say("number", { number })}
        </a>
        <OutcomeBadge outcome={ruling.outcome} />
        <span className="muted">
          <Time at={at} />
        </span>
      </div>
      <p className={styles.brief}>{ruling.publicText}</p>
      <p className="muted">{formatList(measures) || say("noMeasure")}</p>
    </li>
  );
}

import type { ReactNode } from "react";
import { Link } from "react-router";
import { present, useRead } from "../api/use-read";
import { AsOf, useAsOf } from "../design/as-of";
import { Bars } from "../design/bars";
import { usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { Time } from "../design/time";
import { formatNumber, formatPercent } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { ProviderReputationDocument, type ProviderReputationQuery } from "./provider.generated";
import { ReputationInputs } from "./reputation-inputs";
import { Score } from "./score";
import { useChanges } from "../api/use-changes";

const text = defineText("reputation", {
  en: {
    day: "As it was at the end of",
    RATED:
      "The score follows from the record alone: promises kept, answers in time, cases solved, verification. No one sets it.",
    NEW: "Too few orders so far for a fair score. A score appears automatically when there are enough.",
    HIDDEN: "The cooperation with this provider has ended; no score is shown.",
    capped: "Without the measure in force ({{measure}}) it would be {{score}}.",
    parts: "What it is made of",
    partsHint:
      "Each part from 0 to 100 %. What is long ago weighs less and less; where there is little record yet, what is usual is assumed.",
    numbers: "The numbers behind it",
    keep: "Promises kept",
    answered: "Complaints answered in time",
    solved: "Complaints solved, as consumers say",
    verified: "Verification and training complete",
    orders: "Completed orders, as they weigh now",
    faults: "Promises found broken, as they weigh now",
    faultRate: "Estimated share of orders with a broken promise",
    version: "Version of the formula",
    causes: "Most frequent causes",
    cause_one: "{{share}} · {{count}} ruling",
    cause_other: "{{share}} · {{count}} rulings",
    noCauses: "No final ruling has found a promise broken.",
    change: "What would change it",
    by: "{{points, counted(one: point; other: points)}}",
  },
  zh: {
    day: "查看某日结束时的信誉",
    RATED: "信誉分完全由记录得出：订单是否守约、投诉是否按时答复、问题是否解决、资质是否核验。没有人可以手工设定。",
    NEW: "订单还太少，无法给出公允的分数；数量足够后会自动显示。",
    HIDDEN: "平台已与该服务商解除合作，不再显示信誉分。",
    capped: "若没有现行措施（{{measure}}），应为 {{score}} 分。",
    parts: "分数由什么构成",
    partsHint: "每一部分为 0 到 100%；时间越久，影响越小；记录尚少的，按通常水平推定。",
    numbers: "计算所用的数值",
    keep: "承诺兑现",
    answered: "投诉按时答复",
    solved: "消费者认可已解决",
    verified: "资质核验与培训完成",
    orders: "完成订单（按当前权重）",
    faults: "认定违约（按当前权重）",
    faultRate: "订单违约比例（估计）",
    version: "计算方法版本",
    causes: "最常见的原因",
    cause_other: "{{share}} · {{count}} 份处理决定",
    noCauses: "没有生效处理决定认定其违约。",
    change: "怎样会改变分数",
    by: "{{points}} 分",
  },
});

type Reputation = NonNullable<ProviderReputationQuery["provider"]>["reputation"];

export function ProviderReputation({ id, changes }: { id: string; changes: number }): ReactNode {
  const say = useText(text);
  const { moment } = useAsOf();
  const after = usePlace();
  const read = present(useRead(ProviderReputationDocument, { id, asOf: moment, after }), "provider");
  useChanges(changes, read.onAgain);
  return (
    <>
      <AsOf label={say("day")} />
      <Loaded {...read}>
        {({ provider: { reputation } }) => (
          <>
            <Summary reputation={reputation} />
            <div className="beside">
              <Causes reputation={reputation} />
              <Outlook reputation={reputation} />
            </div>
            <ReputationInputs inputs={reputation.inputs} />
          </>
        )}
      </Loaded>
    </>
  );
}

const PARTS = ["keep", "answered", "solved", "verified"] as const;

function Summary({ reputation }: { reputation: Reputation }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { parts, cappedBy, uncappedScore, formulaVersion } = reputation;
  const percent = { ...parts, keep: parts.keep / 100 };
  return (
    <section className="card stack-tight">
      <div className="row spread">
        <Score reputation={reputation} />
        <Time at={reputation.asOf} />
      </div>
      <p className="prose">{say(reputation.label)}</p>
      {cappedBy && uncappedScore !== null && (
        <Notice tone="warn">
          {say("capped", { measure: label("RestrictionKind", cappedBy), score: formatNumber(uncappedScore, 1) })}
        </Notice>
      )}
      <h2>{say("parts")}</h2>
      <p className="small muted">{say("partsHint")}</p>
      <Bars
        title={say("parts")}
        rows={PARTS.map((part) => ({
          label: say(part),
          value: percent[part],
          shown: formatPercent(percent[part], 1),
        }))}
      />
      <details>
        <summary>{say("numbers")}</summary>
        <dl className="facts small">
          <dt>{say("orders")}</dt>
          <dd className="numeric">{formatNumber(parts.orders, 2)}</dd>
          <dt>{say("faults")}</dt>
          <dd className="numeric">{formatNumber(parts.faults, 2)}</dd>
          <dt>{say("faultRate")}</dt>
          <dd className="numeric">{formatPercent(parts.faultRate, 2)}</dd>
          <dt>{say("version")}</dt>
          <dd className="numeric">{formulaVersion}</dd>
        </dl>
      </details>
    </section>
  );
}

function Causes({ reputation: { topCauses } }: { reputation: Reputation }): ReactNode {
  const say = useText(text);
  return (
    <section className="card stack-tight">
      <h2>{say("causes")}</h2>
      {topCauses.length === 0 ? (
        <p className="muted">{say("noCauses")}</p>
      ) : (
        <Bars
          title={say("causes")}
          rows={topCauses.map(({ ruleCode, cases, share }) => ({
            label: <Link to={`/rules/${ruleCode}`}>{ruleCode}</Link>,
            value: share,
            shown: say("cause", { share: formatPercent(share), count: cases }),
          }))}
        />
      )}
    </section>
  );
}

const signed = (value: number): string => (value > 0 ? "+" : "") + formatNumber(value, 1);

function Outlook({ reputation: { whatWouldChangeIt } }: { reputation: Reputation }): ReactNode {
  const say = useText(text);
  if (whatWouldChangeIt.length === 0) return null;
  return (
    <section className="card stack-tight">
      <h2>{say("change")}</h2>
      <ul className="stack-tight">
        {whatWouldChangeIt.map((outlook) => (
          <li key={outlook.kind} className="row spread">
            <span className="fill">{outlook.text}</span>
            {outlook.difference !== null && (
              <Badge tone={outlook.difference > 0 ? "good" : "muted"}>
                {say("by", { points: signed(outlook.difference) })}
              </Badge>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

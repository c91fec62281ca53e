import type { ReactNode } from "react";
import type { PublicFigureName } from "../api/schema.generated";
import { useRead } from "../api/use-read";
import { TrendChart } from "../design/chart-trend";
import { Loaded } from "../design/loaded";
import { formatNumber, formatQuarter } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { EightQuartersDocument, type EightQuartersQuery } from "./public-figures.generated";
import { quartersUpTo } from "./quarters";

const text = defineText("quartersTrend", {
  en: {
    title: "Quarter by quarter",
    quarter: "Quarter",
    summary: "{{figure}} over {{count, counted(one: quarter; other: quarters)}}: {{last}} in {{quarter}}.",
    nothing: "–",
  },
  zh: {
    title: "逐季变化",
    quarter: "季度",
    summary: "{{figure}}，共 {{count}} 个季度：{{quarter}} 为 {{last}}。",
    nothing: "–",
  },
});

type Quarter = EightQuartersQuery["q1"];

const valueOf = ({ total }: Quarter, name: PublicFigureName): number | null =>
  total.figures.find(({ figure, withheld }) => figure === name && !withheld)?.value ?? null;

const SHOWN: readonly PublicFigureName[] = ["OPENED", "DAYS_TO_CLOSE"];

/** How many complaints there were, and how long until they were over, for as many quarters as can be chosen above. */
export function QuartersTrend({ latest }: { latest: string }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [q8, q7, q6, q5, q4, q3, q2, q1] = quartersUpTo(latest) as Eight;
  const read = useRead(EightQuartersDocument, { q1, q2, q3, q4, q5, q6, q7, q8 });
  const chart = (quarters: readonly Quarter[], figure: PublicFigureName): ReactNode => {
    const name = label("PublicFigureName", figure);
    const values = quarters.map((each) => valueOf(each, figure));
    const last = values.at(-1) ?? null;
    return (
      <TrendChart
        key={figure}
        title={name}
        unit={say("quarter")}
        names={quarters.map(({ quarter }) => quarter)}
        series={[{ name, values }]}
        format={(value) => formatNumber(value, 1)}
        summary={say("summary", {
          figure: name,
          count: quarters.length,
          quarter: formatQuarter(quarters.at(-1)?.quarter ?? ""),
          last: last === null ? say("nothing") : formatNumber(last, 1),
        })}
      />
    );
  };
  return (
    <Loaded {...read}>
      {({ q1, q2, q3, q4, q5, q6, q7, q8 }) => {
        const quarters = known([q1, q2, q3, q4, q5, q6, q7, q8]);
        // Two points are a line; what is withheld is none.
        const shown = SHOWN.filter((name) => quarters.filter((each) => valueOf(each, name) !== null).length > 1);
        return (
          shown.length > 0 && (
            <section className="stack-tight">
              <h2>{say("title")}</h2>
              <div className="beside">{shown.map((name) => chart(quarters, name))}</div>
            </section>
          )
        );
      }}
    </Loaded>
  );
}

type Eight = [string, string, string, string, string, string, string, string];

/** From the first quarter in which there was anything to count. */
function known(quarters: readonly Quarter[]): readonly Quarter[] {
  const first = quarters.findIndex((quarter) => valueOf(quarter, "OPENED") !== 0);
  return first === -1 ? [] : quarters.slice(first);
}

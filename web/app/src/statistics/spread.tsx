import { useState, type ReactNode } from "react";
import type { ComplaintStatus } from "../api/schema.generated";
import { useRead } from "../api/use-read";
import { Histogram } from "../design/chart-histogram";
import { Select } from "../design/field";
import { colon, formatNumber } from "../text/format";
import { useLabel, useOptions } from "../text/labels";
import { defineText, useText } from "../text/language";
import { binsOf, limitOf } from "./duration-bins";
import { TimeLimitsDocument, type StatisticsShownQuery } from "./statistics.generated";

const text = defineText("statisticsSpread", {
  en: {
    title: "How many took how long",
    stage: "Of",
    whole: "the whole case",
    duration: "Took",
    cases: "Cases",
    hours: "{{from}}–{{to}} h",
    days: "{{from}}–{{to}} d",
    beyondHours: "over {{from}} h",
    beyondDays: "over {{from}} d",
    limit: "Limit: {{count}} {{unit}}",
    summary: "{{name}}: {{all, counted(one: case; other: cases)}}.",
    summaryLimit: "{{name}}: {{all, counted(one: case; other: cases)}}, {{late}} of them past the limit.",
    about: "Limits in working days stand where they mostly fall; the fast track has shorter ones.",
    none: "No case left any state in these days.",
  },
  zh: {
    title: "用时分布",
    stage: "阶段",
    whole: "从立案到结案",
    duration: "用时",
    cases: "件数",
    hours: "{{from}}–{{to}} 时",
    days: "{{from}}–{{to}} 天",
    beyondHours: "{{from}} 时以上",
    beyondDays: "{{from}} 天以上",
    limit: "时限：{{count}} {{unit}}",
    summary: "{{name}}：共 {{all}} 件。",
    summaryLimit: "{{name}}：共 {{all}} 件，其中 {{late}} 件超时。",
    about: "以工作日计的时限按通常对应的天数标出；快速通道时限更短。",
    none: "这段时间没有案件离开任何状态。",
  },
});

/** The house rule that says how long a state may last. */
const CLOCKS: Partial<Record<ComplaintStatus, string>> = {
  NEGOTIATING: "clock.NEGOTIATION",
  SUBMITTED: "clock.ADMISSIBILITY",
  INFO_REQUESTED: "clock.INFORMATION",
  EVIDENCE: "clock.EVIDENCE_WINDOW",
  UNDER_REVIEW: "clock.REVIEW",
  APPEALED: "clock.APPEAL_DECISION",
};

type Statistics = StatisticsShownQuery["statistics"];
type Chosen = ComplaintStatus | "WHOLE";

/** A mean says little of waiting: how many waited how long, and how many longer than they should. */
export function Spread({ statistics: { stages, resolution } }: { statistics: Statistics }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const optionsOf = useOptions();
  const limits = useRead(TimeLimitsDocument, {});
  const measured = stages.filter(({ cases }) => cases > 0);
  const [wanted, setWanted] = useState<Chosen>("UNDER_REVIEW");
  const chosen = measured.find(({ stage }) => stage === wanted);
  const times = chosen ?? resolution;
  const name = chosen ? label("ComplaintStatus", chosen.stage) : say("whole");
  const rule = chosen && limits.data?.houseRules.find(({ code }) => code === CLOCKS[chosen.stage]);
  const [number] = rule?.numbers ?? [];
  const limit = number ? limitOf(number) : null;
  const { bins, unit, limitAfter } = binsOf(times.spread, limit);
  return (
    <section className="stack-tight" aria-labelledby="spread">
      <div className="row spread">
        <h2 id="spread">{say("title")}</h2>
        <Select
          label={say("stage")}
          labelHidden
          value={chosen ? chosen.stage : "WHOLE"}
          options={[
            { value: "WHOLE", label: say("whole") },
            ...optionsOf(
              "ComplaintStatus",
              measured.map(({ stage }) => stage),
            ),
          ]}
          onChange={({ target }) => setWanted(target.value as Chosen)}
        />
      </div>
      {times.cases === 0 ? (
        <p className="muted">{say("none")}</p>
      ) : (
        <>
          <Histogram
            title={say("title") + colon() + name}
            heads={[say("duration"), say("cases")]}
            bins={bins.map(({ from, to, cases, isBeyond }) => ({
              name:
                to === null
                  ? say(unit === "h" ? "beyondHours" : "beyondDays", { from })
                  : say(unit === "h" ? "hours" : "days", { from, to }),
              value: cases,
              isBeyond,
            }))}
            limit={
              number && limitAfter !== null
                ? {
                    after: limitAfter,
                    name: say("limit", { count: formatNumber(number.value), unit: number.unitText }),
                  }
                : null
            }
            summary={
              chosen && limit !== null
                ? say("summaryLimit", { name, all: formatNumber(times.cases), late: formatNumber(chosen.late) })
                : say("summary", { name, all: formatNumber(times.cases) })
            }
          />
          {limit !== null && <p className="small muted">{say("about")}</p>}
        </>
      )}
    </section>
  );
}

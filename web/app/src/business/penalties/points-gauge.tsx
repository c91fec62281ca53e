import type { ReactNode } from "react";
import type { PenaltyKind } from "../../api/schema.generated";
import { useRead } from "../../api/use-read";
import { Gauge } from "../../design/chart-gauge";
import { Loaded } from "../../design/loaded";
import { formatNumber } from "../../text/format";
import { useLabel, valuesOf } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import { PointThresholdsDocument, type PointThresholdsQuery } from "./points-gauge.generated";

const text = defineText("pointsGauge", {
  en: {
    title: "How far it is to the next measure",
    clear:
      "{{active, counted(one: point counts; other: points count)}}. The first threshold is {{next}}: {{missing}} to go.",
    towards:
      "{{active, counted(one: point counts; other: points count)}}. The next threshold is {{next}}: {{missing}} to go.",
    past: "{{active, counted(one: point counts; other: points count)}}, more than the highest threshold.",
    provisional: "{{count}} more are provisional: hatched. They count once their rulings are final.",
    days: "{{kind}} ({{count, counted(one: day; other: days)}})",
    rate: "A threshold acts only for a provider whose rate of upheld cases is above that of others, or for grave violations and rulings not obeyed.",
  },
  zh: {
    title: "距下一档还有多远",
    clear: "有效积分 {{active}} 分，第一档为 {{next}} 分，还差 {{missing}} 分。",
    towards: "有效积分 {{active}} 分，下一档为 {{next}} 分，还差 {{missing}} 分。",
    past: "有效积分 {{active}} 分，已超过最高一档。",
    provisional: "另有 {{count}} 分暂记（斜纹部分），处理决定生效后计入。",
    days: "{{kind}}（{{count}} 天）",
    rate: "只有投诉成立率高于其他服务商，或存在严重违规、不履行处理决定的，才会触发档位。",
  },
});

type Rule = PointThresholdsQuery["houseRules"][number];

/** The thresholds in force, each with what it does, and where this provider stands. */
export function PointsGauge({ active, provisional }: { active: number; provisional: number }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const read = useRead(PointThresholdsDocument, {});
  const measure = ({ unit, value }: Rule["numbers"][number]): string[] => {
    if (!isPenalty(unit)) return [];
    const kind = label("PenaltyKind", unit);
    return [value > 0 && unit !== "FINE" ? say("days", { kind, count: formatNumber(value) }) : kind];
  };
  return (
    <Loaded {...read}>
      {({ houseRules }) => {
        const steps = houseRules
          .filter(({ code }) => code.startsWith("threshold."))
          .map(({ numbers }) => ({
            at: numbers.find(({ unit }) => unit === "points")?.value ?? 0,
            what: numbers.flatMap(measure).join(" · "),
          }))
          .sort((a, b) => a.at - b.at);
        const next = steps.find(({ at }) => at > active);
        const key = active < (steps[0]?.at ?? 0) ? "clear" : "towards";
        const summary = next ? say(key, { active, next: next.at, missing: next.at - active }) : say("past", { active });
        return (
          <div className="stack-tight">
            <h2>{say("title")}</h2>
            <p>{summary}</p>
            <Gauge value={active} pending={provisional} steps={steps} summary={summary} />
            {provisional > 0 && <p className="small muted">{say("provisional", { count: provisional })}</p>}
            <p className="small muted">{say("rate")}</p>
          </div>
        );
      }}
    </Loaded>
  );
}

const isPenalty = (unit: string): unit is PenaltyKind => valuesOf("PenaltyKind").some((kind) => kind === unit);

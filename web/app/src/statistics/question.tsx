import type { FormEvent, ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { useDraftOf } from "../design/address";
import { Button } from "../design/button";
import { Select, TextInput } from "../design/field";
import { useOptions } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import { daysBefore, today, type Asked } from "./statistics-address";

const text = defineText("statisticsQuestion", {
  en: {
    from: "From",
    to: "To",
    days: "Days by the market's clock (UTC+8)",
    compare: "Compare with",
    alone: "nothing",
    by: "Group by",
    measure: "Count",
    show: "Show",
    d30: "30 days",
    d90: "90 days",
    d365: "A year",
  },
  zh: {
    from: "从",
    to: "到",
    days: "按市场时间（UTC+8）计日",
    compare: "对比",
    alone: "不对比",
    by: "分组",
    measure: "指标",
    show: "查看",
    d30: "近 30 天",
    d90: "近 90 天",
    d365: "近一年",
  },
});

const SPANS = [
  ["d30", 29],
  ["d90", 89],
  ["d365", 364],
] as const;

/** Choices apply at once; days only once they are complete. */
export function Question({
  asked,
  refusal,
  onAsk,
}: {
  asked: Asked;
  refusal: Refusal | null;
  onAsk: (part: Record<string, string>) => void;
}): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const [{ from, to }, change] = useDraftOf({ from: asked.from, to: asked.to });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onAsk({ from, to });
  };

  return (
    <div className="card stack-tight no-print">
      <form className="row row-end" onSubmit={submit}>
        <TextInput
          label={say("from")}
          type="date"
          required
          value={from}
          error={refusal?.at("from")}
          onChange={({ target }) => change({ from: target.value })}
        />
        <TextInput
          label={say("to")}
          type="date"
          required
          value={to}
          error={refusal?.at("to")}
          onChange={({ target }) => change({ to: target.value })}
        />
        <Button type="submit">{say("show")}</Button>
        {SPANS.map(([name, days]) => (
          <Button
            key={name}
            kind="quiet"
            onClick={() => {
              const end = today();
              onAsk({ from: daysBefore(end, days), to: end });
            }}
          >
            {say(name)}
          </Button>
        ))}
      </form>
      <p className="small muted">{say("days")}</p>
      <div className="row row-end">
        <Select
          label={say("compare")}
          value={asked.compareWith ?? "none"}
          options={[...optionsOf("StatisticComparison"), { value: "none", label: say("alone") }]}
          onChange={({ target }) => onAsk({ compare: target.value })}
        />
        <Select
          label={say("by")}
          value={asked.by}
          options={optionsOf("StatisticDimension")}
          // The chosen count may not exist for another grouping.
          onChange={({ target }) => onAsk({ by: target.value, measure: "" })}
        />
        <Select
          label={say("measure")}
          value={asked.measure}
          options={optionsOf("StatisticMeasure")}
          onChange={({ target }) => onAsk({ measure: target.value })}
        />
      </div>
    </div>
  );
}

import type { ReactNode } from "react";
import { DataTable } from "../design/data-table";
import { formatDuration, formatNumber } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import type { StatisticsShownQuery } from "./statistics.generated";

const text = defineText("statisticsStages", {
  en: {
    title: "How long it took",
    stage: "State",
    cases: "Left it",
    late: "Too late",
    median: "Half within",
    p90: "Nine in ten within",
    medianBefore: "Half within, before",
    p90Before: "Nine in ten, before",
    whole: "From opening to end",
    none: "No case left any state in these days.",
  },
  zh: {
    title: "各阶段用时",
    stage: "状态",
    cases: "离开次数",
    late: "其中超时",
    median: "半数不超过",
    p90: "九成不超过",
    medianBefore: "半数不超过（此前）",
    p90Before: "九成不超过（此前）",
    whole: "从立案到结案",
    none: "这段时间没有案件离开任何状态。",
  },
});

interface Times {
  cases: number;
  late?: number;
  medianMinutes?: number | null;
  p90Minutes?: number | null;
  before?: Omit<Times, "before"> | null;
}

export function Stages({ statistics }: { statistics: StatisticsShownQuery["statistics"] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { stages, resolution, beforeFrom } = statistics;
  const columns = [
    ...(["cases", "late", "median", "p90"] as const),
    ...(beforeFrom ? (["medianBefore", "p90Before"] as const) : []),
  ];
  return (
    <section className="stack-tight">
      <h2>{say("title")}</h2>
      {stages.length === 0 ? (
        <p className="muted">{say("none")}</p>
      ) : (
        <DataTable
          label={say("title")}
          matrix
          heads={[say("stage"), ...columns.map((column) => ({ numeric: say(column) }))]}
        >
          {stages.map((times) => (
            <Row
              key={times.stage}
              name={label("ComplaintStatus", times.stage)}
              times={times}
              compared={Boolean(beforeFrom)}
            />
          ))}
          <Row name={say("whole")} times={resolution} compared={Boolean(beforeFrom)} />
        </DataTable>
      )}
    </section>
  );
}

const within = (minutes: number | null | undefined): string =>
  minutes === null || minutes === undefined ? "–" : formatDuration(minutes * 60_000);

function Row({ name, times, compared }: { name: string; times: Times; compared: boolean }): ReactNode {
  const { before } = times;
  const cells = [
    formatNumber(times.cases),
    times.late === undefined ? "–" : formatNumber(times.late),
    within(times.medianMinutes),
    within(times.p90Minutes),
    ...(compared ? [within(before?.medianMinutes), within(before?.p90Minutes)] : []),
  ];
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells.map((cell, at) => (
        <td key={at} className="numeric">
          {cell}
        </td>
      ))}
    </tr>
  );
}

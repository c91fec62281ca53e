import type { ReactNode } from "react";
import { Bars } from "../design/bars";
import { Empty } from "../design/empty";
import { DataTable } from "../design/data-table";
import { formatNumber, formatPercent } from "../text/format";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import { Heading } from "./headings";
import { FIGURE, MEASURES } from "./measures";
import type { Asked } from "./statistics-address";
import type { StatisticsShownQuery } from "./statistics.generated";

const text = defineText("statisticsGroups", {
  en: {
    title: "{{measure}} · {{dimension}}",
    none: "Nothing of this was counted in the period",
    noneHint: "Choose other days, or count something else.",
    all: "All figures · {{dimension}}",
    upheldRate: "Share upheld",
    overturnRate: "Share overturned",
  },
  zh: {
    title: "{{measure}}（按{{dimension}}）",
    none: "这段时间没有可统计的内容",
    noneHint: "请换一段时间，或换一个指标。",
    all: "全部指标（按{{dimension}}）",
    upheldRate: "成立率",
    overturnRate: "撤销率",
  },
});

export function Groups({
  asked: { by, measure },
  groups,
}: {
  asked: Asked;
  groups: StatisticsShownQuery["statistics"]["groups"];
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const dimension = label("StatisticDimension", by);
  const title = say("title", { measure: label("StatisticMeasure", measure), dimension });
  const percent = (rate: number | null | undefined): string =>
    rate === null || rate === undefined ? "–" : formatPercent(rate, 1);
  return (
    <section className="stack-tight" aria-labelledby="groups">
      <h2 id="groups">{title}</h2>
      {groups.length === 0 ? (
        <Empty title={say("none")}>{say("noneHint")}</Empty>
      ) : (
        <>
          <div className="card">
            <Bars
              title={title}
              rows={groups.map((group) => ({
                label: <Heading by={by} group={group} />,
                value: group.figures[FIGURE[measure]],
                before: group.before?.[FIGURE[measure]],
              }))}
            />
          </div>
          <details>
            <summary>{say("all", { dimension })}</summary>
            <DataTable
              label={say("all", { dimension })}
              matrix
              heads={[
                dimension,
                ...MEASURES.map((one) => ({ numeric: label("StatisticMeasure", one) })),
                { numeric: say("upheldRate") },
                { numeric: say("overturnRate") },
              ]}
            >
              {groups.map((group) => (
                <tr key={group.value}>
                  <th scope="row">
                    <Heading by={by} group={group} />
                  </th>
                  {MEASURES.map((one) => (
                    <td key={one} className="numeric">
                      {formatNumber(group.figures[FIGURE[one]])}
                    </td>
                  ))}
                  <td className="numeric">{percent(group.figures.upheldRate)}</td>
                  <td className="numeric">{percent(group.figures.overturnRate)}</td>
                </tr>
              ))}
            </DataTable>
          </details>
        </>
      )}
    </section>
  );
}

import type { ReactNode } from "react";
import { AreaChart } from "../design/chart-areas";
import { Empty } from "../design/empty";
import { formatDay, formatNumber } from "../text/format";
import { useLabel, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";
import type { StatisticsShownQuery } from "./statistics.generated";

const text = defineText("statisticsBacklog", {
  en: {
    title: "Open cases at the end of each day",
    day: "Day",
    summary: "From {{before, counted(one: open case; other: open cases)}} on {{from}} to {{after}} on {{to}}.",
    none: "No case was open in these days",
  },
  zh: {
    title: "每日未结案件",
    day: "日期",
    summary: "未结案件从 {{from}} 的 {{before}} 件变为 {{to}} 的 {{after}} 件。",
    none: "这段时间没有未结案件",
  },
});

type Backlog = StatisticsShownQuery["statistics"]["backlog"];

const openOn = ({ byStatus }: Backlog[number]): number => byStatus.reduce((sum, { cases }) => sum + cases, 0);

/** Whether more is begun than ended, and where it waits. */
export function BacklogOverTime({ backlog }: { backlog: Backlog }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [first, last] = [backlog[0], backlog.at(-1)];
  const found = new Set(backlog.flatMap(({ byStatus }) => byStatus.map(({ status }) => status)));
  const states = valuesOf("ComplaintStatus").filter((status) => found.has(status));
  return (
    <section className="stack-tight">
      <h2>{say("title")}</h2>
      {!first || !last || states.length === 0 ? (
        <Empty title={say("none")} />
      ) : (
        <AreaChart
          title={say("title")}
          unit={say("day")}
          names={backlog.map(({ day }) => formatDay(day))}
          layers={states.map((status) => ({
            name: label("ComplaintStatus", status),
            values: backlog.map(({ byStatus }) => byStatus.find((each) => each.status === status)?.cases ?? 0),
          }))}
          summary={say("summary", {
            from: formatDay(first.day),
            before: formatNumber(openOn(first)),
            to: formatDay(last.day),
            after: formatNumber(openOn(last)),
          })}
        />
      )}
    </section>
  );
}

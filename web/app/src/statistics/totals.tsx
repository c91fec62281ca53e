import type { ReactNode } from "react";
import { formatDate, formatNumber, formatPercent } from "../text/format";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import { FIGURE, MEASURES, RATES } from "./measures";
import type { StatisticsShownQuery } from "./statistics.generated";
import styles from "./statistics.module.css";

const text = defineText("statisticsTotals", {
  en: {
    title: "In all",
    upheldRate: "Share upheld",
    overturnRate: "Share overturned",
    before: "before {{before}}",
    compared: "Compared with {{from}} – {{to}}",
    more: "▲ {{change}} more",
    fewer: "▼ {{change}} fewer",
    same: "no change",
    points: "{{points, counted(one: percentage point; other: percentage points)}}",
    noRulings: "no rulings",
  },
  zh: {
    title: "合计",
    upheldRate: "成立率",
    overturnRate: "撤销率",
    before: "此前 {{before}}",
    compared: "对比 {{from}} 至 {{to}}",
    more: "▲ 增加 {{change}}",
    fewer: "▼ 减少 {{change}}",
    same: "= 持平",
    points: "{{points}} 个百分点",
    noRulings: "没有处理决定",
  },
});

/** The change in words and signs, never only in colour: whether more is better depends on what is counted. */
export function Totals({ statistics }: { statistics: StatisticsShownQuery["statistics"] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { total, beforeFrom, beforeTo } = statistics;
  const { figures, before } = total;

  const change = (now: number, then: number, write: (size: number) => string): string =>
    now === then ? say("same") : say(now > then ? "more" : "fewer", { change: write(Math.abs(now - then)) });

  const counts = MEASURES.map((measure) => {
    const [now, then] = [figures[FIGURE[measure]], before?.[FIGURE[measure]]];
    return {
      name: label("StatisticMeasure", measure),
      now: formatNumber(now),
      then: then === undefined ? null : formatNumber(then),
      change: then === undefined ? null : change(now, then, formatNumber),
    };
  });
  const rates = RATES.map((rate) => {
    const [now, then] = [figures[rate] ?? null, before?.[rate] ?? null];
    const comparable = now !== null && then !== null;
    return {
      name: say(rate),
      now: now === null ? say("noRulings") : formatPercent(now, 1),
      then: then === null ? null : formatPercent(then, 1),
      change: comparable ? change(now, then, (size) => say("points", { points: formatNumber(size * 100, 1) })) : null,
    };
  });

  return (
    <section className="stack-tight" aria-labelledby="totals">
      <div className="row spread">
        <h2 id="totals">{say("title")}</h2>
        {beforeFrom && beforeTo && (
          <span className="muted">{say("compared", { from: formatDate(beforeFrom), to: formatDate(beforeTo) })}</span>
        )}
      </div>
      <dl className={styles.totals}>
        {[...counts, ...rates].map(({ name, now, then, change }) => (
          <div key={name} className="card">
            <dt className="muted small">{name}</dt>
            <dd className={styles.figure}>{now}</dd>
            {then !== null && <dd className="small muted">{say("before", { before: then })}</dd>}
            {change !== null && <dd className="small">{change}</dd>}
          </div>
        ))}
      </dl>
    </section>
  );
}

import type { ReactNode } from "react";
import { Link } from "react-router";
import { useRead } from "../api/use-read";
import type { PublicFigureName } from "../api/schema.generated";
import { formatNumber, formatPercent, formatQuarter } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { HomeFiguresDocument, HomeMarketDocument, type HomeFiguresQuery } from "./home.generated";
import styles from "./home.module.css";

const text = defineText("homeFigures", {
  en: {
    title: "In figures",
    days: "{{days}} d",
    quarter: "{{name}}, {{quarter}}",
    entries: "Entries in the register, none ever erased",
    more: "How complaints went",
    providers: "Providers",
    few: "Figures of a quarter are published once it has enough cases that they tell of no single person.",
  },
  zh: {
    title: "数据公开",
    days: "{{days}} 天",
    quarter: "{{name}}（{{quarter}}）",
    entries: "公示条目，从不删除",
    more: "投诉处理情况",
    providers: "服务商",
    few: "季度数据在案件数量足够、不会透露个人情况后公布。",
  },
});

/** Those that say most to a visitor, as far as there were enough cases to publish them. */
const SHOWN: readonly PublicFigureName[] = ["OPENED", "ANSWERED", "REMEDIES_REACHED", "DAYS_TO_CLOSE"];

type Figure = HomeFiguresQuery["publicStatistics"]["total"]["figures"][number];

/** What is public anyway, in five figures; one that is withheld is left out. */
export function HomeFigures({ entries }: { entries: number | undefined }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { data } = useRead(HomeFiguresDocument, {});
  // Asked on this page anyway, with the providers below.
  const providers = useRead(HomeMarketDocument, {}).data?.providers.totalCount;
  const statistics = data?.publicStatistics;
  const shown = SHOWN.flatMap((name) => {
    const figure = statistics?.total.figures.find((one) => one.figure === name);
    return figure && !figure.withheld && typeof figure.value === "number" ? [figure] : [];
  });
  if (statistics && shown.length === 0 && entries === 0) return null;
  return (
    <section className={styles.figures} aria-label={say("title")}>
      <dl>
        {shown.map((figure) => (
          <div key={figure.figure}>
            <dt>{label("PublicFigureName", figure.figure)}</dt>
            <dd>{valueOf(figure, say)}</dd>
          </div>
        ))}
        {statistics && shown.length === 0 && providers && (
          <div>
            <dt>{say("providers")}</dt>
            <dd>{`${formatNumber(providers.value)}${providers.isAtLeast ? "+" : ""}`}</dd>
          </div>
        )}
        {entries !== undefined && (
          <div>
            <dt>{say("entries")}</dt>
            <dd>{formatNumber(entries)}</dd>
          </div>
        )}
      </dl>
      {statistics && shown.length === 0 && <p className={styles.few}>{say("few")}</p>}
      {statistics && shown.length > 0 && (
        <Link to="/public-figures">
          {say("quarter", { name: say("more"), quarter: formatQuarter(statistics.quarter) })}
        </Link>
      )}
    </section>
  );
}

function valueOf({ unit, value }: Figure, say: (key: "days", values: { days: string }) => string): string {
  if (typeof value !== "number") return "–";
  switch (unit) {
    case "SHARE":
      return formatPercent(value);
    case "DAYS":
      return say("days", { days: formatNumber(value, 1) });
    case "MEAN":
      return formatNumber(value, 1);
    case "COUNT":
      return formatNumber(value);
  }
}

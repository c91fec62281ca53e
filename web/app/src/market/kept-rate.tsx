import type { ReactNode } from "react";
import { formatNumber, formatPercent } from "../text/format";
import { defineText, useText } from "../text/language";
import styles from "./promises.module.css";
import type { KeptRateShownFragment } from "./shared.generated";

const text = defineText("keptRate", {
  en: {
    kept: "Kept in {{share}} of {{count, counted(one: order; other: orders)}}",
    none: "Not measured by any order yet",
    few_one: "Measured by {{count}} order so far: too few for a share",
    few_other: "Measured by {{count, counted(one: order; other: orders)}} so far: too few for a share",
    all: "Promises kept",
    of_one: "of {{count}} promise of an order",
    of_other: "of {{count, counted(one: promise of an order; other: promises of orders)}}",
    measured: "Promises of orders counted",
    tooFew: "too few for a share",
    allTitle: "All promises together, over {{count, counted(one: promise of an order; other: promises of orders)}}",
  },
  zh: {
    kept: "{{count}} 笔订单中履行了 {{share}}",
    none: "尚无订单可据以统计",
    few_other: "目前仅 {{count}} 笔订单，不足以计算履行率",
    all: "承诺履行率",
    of_other: "共统计 {{count}} 项订单承诺",
    measured: "已统计的订单承诺",
    tooFew: "数量不足，暂不计算履行率",
    allTitle: "全部承诺合计，共统计 {{count}} 项订单承诺",
  },
});

/** Rounded down: what was kept in nearly all orders is not shown as kept in all. */
const shown = (share: number): string => formatPercent(Math.floor(share * 100) / 100);

/** How often one promise was kept: in words, and as the length of a bar. */
export function PromiseKept({ rate: { orders, share } }: { rate: KeptRateShownFragment }): ReactNode {
  const say = useText(text);
  const known = share !== null && share !== undefined;
  return (
    <>
      <span className={styles.kept} aria-hidden="true">
        {known && (
          <span data-tone={share >= 0.9 ? "good" : share >= 0.7 ? "warn" : "bad"} style={{ width: shown(share) }} />
        )}
      </span>
      <p className={known ? "small" : "small muted"}>
        {known
          ? say("kept", { share: shown(share), count: orders })
          : say(orders === 0 ? "none" : "few", { count: orders })}
      </p>
    </>
  );
}

/** The same of all promises together, as a figure with what it is of. */
export function useKeptFigure(): (rate: KeptRateShownFragment) => { value: string; name: string; of: string } {
  const say = useText(text);
  return ({ orders, share }) =>
    share === null || share === undefined
      ? { value: formatNumber(orders), name: say("measured"), of: say("tooFew") }
      : { value: shown(share), name: say("all"), of: say("of", { count: orders }) };
}

/** How often a provider kept its promises, in one line; nothing while there are too few orders. */
export function ProviderKept({ rate: { orders, share } }: { rate: KeptRateShownFragment }): ReactNode {
  const say = useText(text);
  if (share === null || share === undefined) return null;
  return (
    <span title={say("allTitle", { count: orders })}>
      <span className="muted">{say("all")}</span> <strong className="numeric">{shown(share)}</strong>
    </span>
  );
}

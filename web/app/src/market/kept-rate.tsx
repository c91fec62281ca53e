import type { ReactNode } from "react";
import { formatPercent } from "../text/format";
import { defineText, useText } from "../text/language";
import type { KeptRateShownFragment } from "./shared.generated";

const text = defineText("keptRate", {
  en: {
    kept: "Kept in {{share}} of {{count}} orders",
    few_zero: "Not measured by any order yet",
    few_one: "Measured by {{count}} order so far: too few for a share",
    few_other: "Measured by {{count}} orders so far: too few for a share",
    all: "Promises kept",
    allTitle: "All promises together, over {{count}} promises of orders",
  },
  zh: {
    kept: "{{count}} 笔订单中履行了 {{share}}",
    few_zero: "尚无订单可据以统计",
    few_other: "目前仅 {{count}} 笔订单，不足以计算履行率",
    all: "承诺履行率",
    allTitle: "全部承诺合计，共统计 {{count}} 项订单承诺",
  },
});

/** Rounded down: what was kept in nearly all orders is not shown as kept in all. */
const shown = (share: number): string => formatPercent(Math.floor(share * 100) / 100);

/** How often one promise was kept. */
export function PromiseKept({ rate: { orders, share } }: { rate: KeptRateShownFragment }): ReactNode {
  const say = useText(text);
  const known = share !== null && share !== undefined;
  return (
    <p className={known ? "small" : "small muted"}>
      {known ? say("kept", { share: shown(share), count: orders }) : say("few", { count: orders })}
    </p>
  );
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

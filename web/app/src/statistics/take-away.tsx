import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import { toCsv } from "./csv";
import { headingOf } from "./headings";
import { FIGURE, MEASURES } from "./measures";
import type { Asked } from "./statistics-address";
import type { StatisticsShownQuery } from "./statistics.generated";

const text = defineText("statisticsTakeAway", {
  en: {
    copy: "Copy as CSV",
    download: "Download CSV",
    copied: "Copied.",
    notCopied: "The browser did not let it be copied; download it.",
    total: "In all",
    before: "{{measure}} (before)",
  },
  zh: {
    copy: "复制 CSV",
    download: "下载 CSV",
    copied: "已复制。",
    notCopied: "浏览器不允许复制，请改用下载。",
    total: "合计",
    before: "{{measure}}（此前）",
  },
});

/** The page's figures for a spreadsheet: the total and the groups, each beside the figure for comparison. */
export function TakeAway({
  asked: { by, from, to },
  statistics,
}: {
  asked: Asked;
  statistics: StatisticsShownQuery["statistics"];
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [told, setTold] = useState<"copied" | "notCopied" | null>(null);

  function csv(): string {
    const compared = statistics.total.before !== null;
    const names = MEASURES.map((measure) => label("StatisticMeasure", measure));
    const figuresOf = ({ figures, before }: Pick<typeof statistics.total, "figures" | "before">) => [
      ...MEASURES.map((measure) => figures[FIGURE[measure]]),
      ...(compared ? MEASURES.map((measure) => before?.[FIGURE[measure]] ?? null) : []),
    ];
    return toCsv([
      [
        label("StatisticDimension", by),
        ...names,
        ...(compared ? names.map((measure) => say("before", { measure })) : []),
      ],
      [say("total"), ...figuresOf(statistics.total)],
      ...statistics.groups.map((group) => [headingOf(by, group), ...figuresOf(group)]),
    ]);
  }

  function download(): void {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    link.download = `redress-${by.toLowerCase()}-${from}-${to}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  // Without TLS (a phone on the local network) browsers offer pages no clipboard.
  const copy = (): Promise<void> =>
    "clipboard" in navigator
      ? navigator.clipboard.writeText(csv()).then(
          () => setTold("copied"),
          () => setTold("notCopied"),
        )
      : Promise.resolve(setTold("notCopied"));

  return (
    <>
      <span role="status">{told && say(told)}</span>
      <Button onClick={() => void copy()}>{say("copy")}</Button>
      <Button onClick={download}>{say("download")}</Button>
    </>
  );
}

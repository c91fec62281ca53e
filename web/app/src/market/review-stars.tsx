import type { ReactNode } from "react";
import { formatNumber, inBrackets } from "../text/format";
import { defineText, useText } from "../text/language";

const text = defineText("reviewStars", {
  en: {
    average: "{{average}} of 5 stars",
    count_one: "{{count}} review",
    count_other: "{{count}} reviews",
  },
  zh: {
    average: "{{average}} 星（满分 5 星）",
    count_other: "{{count}} 条评价",
  },
});

/** The average rating in one line, for lists. */
export function ReviewAverage({ summary }: { summary: { count: number; average?: number | null } }): ReactNode {
  const say = useText(text);
  return (
    <span className="numeric">
      {typeof summary.average === "number" && (
        <>
          <span aria-hidden="true">★ </span>
          {say("average", { average: formatNumber(summary.average, 1) })} ·{" "}
        </>
      )}
      {say("count", { count: summary.count })}
    </span>
  );
}

/** The same in a few signs, where there is little room. */
export function ReviewStars({
  summary: { count, average },
}: {
  summary: { count: number; average?: number | null };
}): ReactNode {
  const say = useText(text);
  if (typeof average !== "number") return null;
  const words = `${say("average", { average: formatNumber(average, 1) })} · ${say("count", { count })}`;
  return (
    <span className="numeric nowrap" title={words}>
      <span aria-hidden="true">
        ★ {formatNumber(average, 1)}
        <span className="muted">{inBrackets(formatNumber(count))}</span>
      </span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

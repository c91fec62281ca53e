import type { ReactNode } from "react";
import { formatNumber } from "../text/format";
import { defineText, useText } from "../text/language";
import { useKeptFigure } from "./kept-rate";
import type { ProviderPageQuery } from "./provider.generated";
import styles from "./provider.module.css";

const text = defineText("providerFigures", {
  en: {
    title: "In figures",
    stars: "Stars of 5",
    reviews_one: "{{count}} review",
    reviews_other: "{{count}} reviews",
    noReview: "Reviews",
    noReviewOf: "none yet",
    rulings: "Rulings published",
    rulingsOf: "in complaints against it",
    offered: "Services",
    offeredOf: "on offer now",
  },
  zh: {
    title: "数据",
    stars: "星（满分 5 星）",
    reviews_other: "{{count}} 条评价",
    noReview: "评价",
    noReviewOf: "还没有",
    rulings: "已公布的处理决定",
    rulingsOf: "因对其的投诉作出",
    offered: "商品",
    offeredOf: "目前上架",
  },
});

type Count = ProviderPageQuery["offered"]["totalCount"];

const counted = ({ value, isAtLeast }: Count): string => `${formatNumber(value)}${isAtLeast ? "+" : ""}`;

/** How it keeps its word, in figures that anyone can count again. */
export function ProviderFigures({
  provider: { keptRate, reviewSummary, published },
  offered,
}: {
  provider: NonNullable<ProviderPageQuery["provider"]>;
  offered: Count;
}): ReactNode {
  const say = useText(text);
  const keptOf = useKeptFigure();
  const { average, count } = reviewSummary;
  const figures = [
    keptOf(keptRate),
    typeof average === "number"
      ? { value: formatNumber(average, 1), name: say("stars"), of: say("reviews", { count }) }
      : { value: "0", name: say("noReview"), of: say("noReviewOf") },
    { value: counted(published.totalCount), name: say("rulings"), of: say("rulingsOf") },
    { value: counted(offered), name: say("offered"), of: say("offeredOf") },
  ];
  return (
    <section className={`card ${styles.figures}`} aria-label={say("title")}>
      <dl>
        {figures.map((figure) => (
          <div key={figure.name}>
            <dt>
              {figure.name}
              <small>{figure.of}</small>
            </dt>
            <dd>{figure.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

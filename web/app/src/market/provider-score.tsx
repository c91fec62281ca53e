import type { ReactNode } from "react";
import { Link } from "react-router";
import { useChanges } from "../api/use-changes";
import { useRead } from "../api/use-read";
import { serverNow } from "../api/server-clock";
import { Spark, type Point } from "../design/spark";
import { formatNumber } from "../text/format";
import { defineText, getLanguage, useText } from "../text/language";
import { ProviderHistoryDocument, type ProviderPageQuery } from "./provider.generated";
import styles from "./provider.module.css";
import { ScoreMark, ScoreSigns } from "./score";

const text = defineText("providerScore", {
  en: {
    title: "Reputation",
    high: "Keeps its word",
    good: "Keeps its word, mostly",
    mixed: "A mixed record",
    low: "A poor record",
    NEW: "Too few orders for a score",
    HIDDEN: "No score is shown",
    about: "Computed from the record alone; no one sets it.",
    newText: "It gets a score once it has enough orders.",
    hiddenText: "The cooperation with this provider has ended.",
    madeOf: "What it is made of",
    history: "{{from}} → {{to}} in six months",
  },
  zh: {
    title: "信誉",
    high: "信守承诺",
    good: "大多信守承诺",
    mixed: "履约有好有坏",
    low: "履约情况较差",
    NEW: "订单还太少，暂无信誉分",
    HIDDEN: "不显示信誉分",
    about: "完全由记录得出，没有人可以手工设定。",
    newText: "订单足够后自动显示。",
    hiddenText: "平台已与该服务商解除合作。",
    madeOf: "分数由什么构成",
    history: "近六个月：{{from}} → {{to}}",
  },
});

type Provider = NonNullable<ProviderPageQuery["provider"]>;

function wordOf(score: number): "high" | "good" | "mixed" | "low" {
  if (score >= 80) return "high";
  if (score >= 60) return "good";
  return score >= 40 ? "mixed" : "low";
}

export function ProviderScore({ provider, changes }: { provider: Provider; changes: number }): ReactNode {
  const say = useText(text);
  const { id, reputation } = provider;
  const { score, label } = reputation;
  const rated = typeof score === "number";
  return (
    <section className={`card ${styles.score}`} data-rated={rated || undefined} aria-label={say("title")}>
      <div className={styles.reading}>
        <ScoreMark reputation={reputation} large />
        <div>
          <h2>{rated ? say(wordOf(score)) : say(label === "HIDDEN" ? "HIDDEN" : "NEW")}</h2>
          <p className="small muted">{say(rated ? "about" : label === "HIDDEN" ? "hiddenText" : "newText")}</p>
          <p className="small">
            <Link to="?part=reputation" preventScrollReset>
              {say("madeOf")}
            </Link>
          </p>
          <div className="row">
            <ScoreSigns reputation={reputation} />
          </div>
        </div>
      </div>
      {rated && <History id={id} score={score} changes={changes} />}
    </section>
  );
}

const NAMES = ["a", "b", "c", "d", "e", "f"] as const;

/** The first moments of the latest months, the earliest first; they stay the same for a month, and so does what is kept of the answer. */
function monthsBefore(now: number): string[] {
  const date = new Date(now);
  return NAMES.map((_, at) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - NAMES.length + 1 + at, 1)).toISOString(),
  );
}

function History({ id, score, changes }: { id: string; score: number; changes: number }): ReactNode {
  const say = useText(text);
  const moments = monthsBefore(serverNow());
  const [a = "", b = "", c = "", d = "", e = "", f = ""] = moments;
  const read = useRead(ProviderHistoryDocument, { id, a, b, c, d, e, f });
  useChanges(changes, read.onAgain);
  const past = read.data?.provider;
  const month = new Intl.DateTimeFormat(getLanguage(), { year: "numeric", month: "short", timeZone: "UTC" });
  const points: Point[] = past
    ? [
        ...NAMES.map((name, at) => ({ name: month.format(new Date(moments[at] ?? "")), value: past[name].score })),
        { name: month.format(serverNow()), value: score },
      ]
    : [];
  const first = points.find(({ value }) => value !== null)?.value ?? score;
  return (
    <div className={styles.history}>
      <Spark points={points} caption={say("history", { from: formatNumber(first), to: formatNumber(score) })} />
    </div>
  );
}

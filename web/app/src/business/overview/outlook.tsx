import type { ReactNode } from "react";
import { Badge } from "../../design/badge";
import { Score } from "../../market/score";
import { formatNumber } from "../../text/format";
import { defineText, useText } from "../../text/language";
import type { BusinessOverviewQuery } from "./overview.generated";

const text = defineText("businessOutlook", {
  en: {
    title: "Reputation",
    what: "What would change it",
    uncapped: "Without the measures in force it would be {{score}}.",
    better: "▲ {{difference}}",
    worse: "▼ {{difference}}",
    same: "no change",
    nothing: "There is nothing to forecast at present.",
  },
  zh: {
    title: "信誉",
    what: "如何提升信誉",
    uncapped: "若无现行措施限制，信誉分为 {{score}}。",
    better: "▲ {{difference}}",
    worse: "▼ {{difference}}",
    same: "不变",
    nothing: "暂无可供参考的内容。",
  },
});

type Reputation = NonNullable<BusinessOverviewQuery["provider"]>["reputation"];

/** The score, and what each possible step would do to it, as the server computes it. */
export function Outlook({ reputation }: { reputation: Reputation }): ReactNode {
  const say = useText(text);
  const { score, uncappedScore, cappedBy } = reputation;
  // Before there is a score only what leads to one helps.
  const whatWouldChangeIt = reputation.whatWouldChangeIt.filter(
    ({ scoreAfter }) => typeof score === "number" || typeof scoreAfter === "number",
  );
  return (
    <section className="card stack-tight" aria-labelledby="reputation">
      <h2 id="reputation">{say("title")}</h2>
      <Score reputation={reputation} />
      {cappedBy && typeof uncappedScore === "number" && (
        <p className="small">{say("uncapped", { score: formatNumber(uncappedScore, 1) })}</p>
      )}
      <h3>{say("what")}</h3>
      {whatWouldChangeIt.length === 0 ? (
        <p className="muted">{say("nothing")}</p>
      ) : (
        <ul className="stack-tight">
          {whatWouldChangeIt.map((change) => (
            <Change key={`${change.kind} ${change.at ?? ""}`} change={change} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Change({ change }: { change: Reputation["whatWouldChangeIt"][number] }): ReactNode {
  const say = useText(text);
  const { text: words, difference } = change;
  const amount = difference ?? 0;
  const sign = amount > 0 ? "better" : amount < 0 ? "worse" : "same";
  const tone = amount > 0 ? "good" : amount < 0 ? "bad" : "muted";
  return (
    <li>
      {words}{" "}
      {typeof difference === "number" && (
        <Badge tone={tone}>{say(sign, { difference: formatNumber(Math.abs(amount), 1) })}</Badge>
      )}
    </li>
  );
}

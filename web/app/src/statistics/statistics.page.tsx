import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { addressNow } from "../design/address";
import { useRead } from "../api/use-read";
import { Page } from "../design/page";
import { Loaded } from "../design/loaded";
import { defineText, useText } from "../text/language";
import { BacklogOverTime } from "./backlog";
import { Groups } from "./groups";
import { Question } from "./question";
import { Spread } from "./spread";
import { Stages } from "./stages";
import { readAddress } from "./statistics-address";
import { StatisticsShownDocument } from "./statistics.generated";
import { TakeAway } from "./take-away";
import { Totals } from "./totals";
import { TransparencyLink } from "./transparency-link";
import { Trend } from "./trend";

const text = defineText("statistics", { en: { title: "Statistics" }, zh: { title: "统计" } });

export { StatisticsPage as Component };

function StatisticsPage(): ReactNode {
  const say = useText(text);
  const [params, setParams] = useSearchParams();
  const asked = readAddress(params);
  const { from, to, compareWith, by, measure } = asked;
  const read = useRead(StatisticsShownDocument, { input: { from, to, compareWith }, by, orderBy: measure });

  function ask(part: Record<string, string>): void {
    const next = addressNow();
    for (const [name, value] of Object.entries(part)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next);
  }

  return (
    <Page
      dense
      title={say("title")}
      actions={read.data && <TakeAway asked={asked} statistics={read.data.statistics} />}
    >
      <Question asked={asked} refusal={read.refusal} onAsk={ask} />
      <Loaded {...read}>
        {({ statistics }) => (
          <>
            <Totals statistics={statistics} />
            <div className="beside">
              <Groups asked={asked} groups={statistics.groups} />
              <Trend to={statistics.to} measure={measure} />
            </div>
            <div className="beside">
              <BacklogOverTime backlog={statistics.backlog} />
              <Spread statistics={statistics} />
            </div>
            <Stages statistics={statistics} />
            <TransparencyLink key={`${from} ${to}`} from={from} to={to} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

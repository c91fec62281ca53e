import { HouseRules } from "../../house-rules/house-rules";
import { Provider } from "../../market/providers/provider.entity";
import { maySeeProvider } from "../../market/providers/provider.policy";
import type { Reader } from "../../platform/database/reader";
import { Refusal } from "../../platform/refusal";
import { figuresOf, withhold, type Counted, type ShownFigures } from "./public-figures.pure";
import { isOver, lastQuarter, quarterNamed, type Quarter } from "./quarter.pure";
import { countsOf, stageTimesOf, topValues, type StageHistogram } from "./statistics.queries";

export type PublicDimension = "CATEGORY" | "PROVIDER";

/** Under each dimension, those with the most cases that count. Fewer cases than these would hardly be shown. */
const MOST_GROUPS = 200;

export interface PublicGroup {
  value: string;
  /** Of PROVIDER only. */
  provider: Provider | null;
  figures: ShownFigures;
}

export interface PublicFigures {
  least: number;
  total: ShownFigures;
  groups: PublicGroup[];
}

const field = "quarter";

/** The quarter asked for, or the last that is over. */
export function publishedQuarter(name: string | null | undefined, now: number): Quarter {
  if (!name) return lastQuarter(now);
  const quarter = quarterNamed(name);
  if (!quarter) throw new Refusal("BAD_USER_INPUT", { reason: "statistics.noQuarter", field });
  if (!isOver(quarter, now))
    throw new Refusal("BAD_USER_INPUT", {
      reason: "statistics.quarterNotOver",
      field,
      params: { last: lastQuarter(now).name },
    });
  return quarter;
}

/** The same groups whatever is asked for of them: what is withheld must not depend on the question. Five statements, however many cases there are. */
export async function publicFigures(
  reader: Reader,
  quarter: Quarter,
  by: PublicDimension,
  now: number,
): Promise<PublicFigures> {
  const least = (await HouseRules.inForce(reader, now)).number("statistics.public", "cases");
  const values = await topValues(reader, by, quarter, "FILED", MOST_GROUPS);
  const counts = await countsOf(reader, by, values, quarter);
  const totals = await countsOf(reader, "ALL", ["-"], quarter);
  const stages = await stageTimesOf(reader, ["ALL", ...values], quarter);
  const none = new Map<string, StageHistogram>();
  const counted = (value: string): Counted => ({ counts: counts.get(value) ?? {}, stages: stages.get(value) ?? none });
  const { total, groups } = withhold(
    figuresOf({ counts: totals.get("-") ?? {}, stages: stages.get("ALL") ?? none }),
    values.map((value) => figuresOf(counted(value))),
    least,
  );
  const providers = new Map(
    by === "PROVIDER" ? (await reader.find(Provider, { id: values })).map((provider) => [provider.id, provider]) : [],
  );
  const shown = values.flatMap((value, index) => {
    const figures = groups[index];
    const provider = providers.get(value) ?? null;
    // As the public sees it, whoever asks: the figures are the same for everybody.
    if (by === "PROVIDER" && !(provider && maySeeProvider(null, provider))) return [];
    return figures && Object.values(figures).some((figure) => figure !== null) ? [{ value, provider, figures }] : [];
  });
  return { least, total, groups: shown };
}

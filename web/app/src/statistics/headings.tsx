import type { ReactNode } from "react";
import { Link } from "react-router";
import type { StatisticDimension } from "../api/schema.generated";
import { categoryOf } from "../text/categories";
import { labelOf } from "../text/labels";
import { defineText, say } from "../text/language";
import type { StatisticsShownQuery } from "./statistics.generated";

const text = defineText("statisticHeadings", { en: { none: "none" }, zh: { none: "无" } });

export type Group = StatisticsShownQuery["statistics"]["groups"][number];

const ENUMS = {
  PROMISE_KIND: "PromiseKind",
  ROOT_CAUSE: "RootCause",
  OUTCOME: "RulingOutcome",
  CLOSURE_REASON: "ClosureReason",
} as const;

/** A heading as text. */
export function headingOf(by: StatisticDimension, { value, provider }: Group): string {
  if (value === "-") return say(text, "none");
  if (provider) return provider.legalName;
  if (by === "CATEGORY") return categoryOf(value);
  return by in ENUMS ? labelOf(ENUMS[by as keyof typeof ENUMS], value) : value;
}

/** The same, as a link to its subject. */
export function Heading({ by, group }: { by: StatisticDimension; group: Group }): ReactNode {
  const words = headingOf(by, group);
  if (group.provider) return <Link to={`/providers/${group.provider.id}`}>{words}</Link>;
  return by === "RULE" && group.value !== "-" ? <Link to={`/rules/${group.value}`}>{words}</Link> : words;
}

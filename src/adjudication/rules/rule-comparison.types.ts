import { Field, ObjectType } from "type-graphql";
import { Bilingual } from "../../platform/graphql/bilingual";
import { defineEnum } from "../../platform/graphql/enum";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { PenaltyKind } from "../measures/penalty-kind.types";
import { diffLines, type DiffLine, type LineChange } from "./text-diff.pure";

const LineChangeEnum = defineEnum<LineChange>("LineChange", "What became of a line of a text.", {
  SAME: "It stands in both.",
  REMOVED: "It stood in the earlier text only.",
  ADDED: "It stands in the later text only.",
});

@ObjectType({ simpleResolvers: true, description: "One line of two texts compared." })
class RuleTextLine implements DiffLine {
  @Field(() => LineChangeEnum, { description: "How it changed." })
  change: LineChange;

  @Field(() => String, { description: "The line, without its line feed." })
  line: string;
}

interface RuleContent {
  title: Bilingual;
  text: Bilingual;
  severity: Severity;
  measures: readonly PenaltyKind[];
}

@ObjectType({ simpleResolvers: true, description: "The difference between two texts of a rule." })
export class RuleComparison {
  @Field(() => Bilingual, { nullable: true, description: "The title before; null when it is the same." })
  titleBefore: Bilingual | null;

  @Field(() => SeverityEnum, { nullable: true, description: "The severity before; null when it is the same." })
  severityBefore: Severity | null;

  @Field(() => [PenaltyKind], { description: "Penalties that could not be ordered before." })
  measuresAdded: PenaltyKind[];

  @Field(() => [PenaltyKind], { description: "Penalties that could be ordered before, but no longer." })
  measuresRemoved: PenaltyKind[];

  @Field(() => [RuleTextLine], {
    description:
      "Both texts line by line, in reading order, first in Chinese and then in English; all SAME when nothing changed.",
  })
  text: RuleTextLine[];
}

export const compareRules = (before: RuleContent, after: RuleContent): RuleComparison => ({
  titleBefore: isSame(before.title, after.title) ? null : before.title,
  severityBefore: before.severity === after.severity ? null : before.severity,
  measuresAdded: after.measures.filter((kind) => !before.measures.includes(kind)),
  measuresRemoved: before.measures.filter((kind) => !after.measures.includes(kind)),
  text: [...diffLines(before.text.zhCN, after.text.zhCN), ...diffLines(before.text.en, after.text.en)],
});

/** Word for word. */
export const isSameContent = (one: RuleContent, other: RuleContent): boolean =>
  isSame(one.title, other.title) &&
  isSame(one.text, other.text) &&
  one.severity === other.severity &&
  one.measures.every((kind) => other.measures.includes(kind)) &&
  other.measures.every((kind) => one.measures.includes(kind));

const isSame = (one: Bilingual, other: Bilingual): boolean => one.zhCN === other.zhCN && one.en === other.en;

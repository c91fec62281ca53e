import { Field, ObjectType } from "type-graphql";
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
  @Field(() => LineChangeEnum, { description: "What became of it." })
  change: LineChange;

  @Field(() => String, { description: "The line, without its line feed." })
  line: string;
}

interface RuleContent {
  title: string;
  text: string;
  severity: Severity;
  measures: readonly PenaltyKind[];
}

@ObjectType({ simpleResolvers: true, description: "How what a rule says differs from what it said before." })
export class RuleComparison {
  @Field(() => String, { nullable: true, description: "The title before; null when it is the same." })
  titleBefore: string | null;

  @Field(() => SeverityEnum, { nullable: true, description: "The severity before; null when it is the same." })
  severityBefore: Severity | null;

  @Field(() => [PenaltyKind], { description: "Penalties that could not be ordered before." })
  measuresAdded: PenaltyKind[];

  @Field(() => [PenaltyKind], { description: "Penalties that could be ordered before, and not any more." })
  measuresRemoved: PenaltyKind[];

  @Field(() => [RuleTextLine], {
    description: "Both texts line by line, in reading order; all SAME when nothing changed.",
  })
  text: RuleTextLine[];
}

export const compareRules = (before: RuleContent, after: RuleContent): RuleComparison => ({
  titleBefore: before.title === after.title ? null : before.title,
  severityBefore: before.severity === after.severity ? null : before.severity,
  measuresAdded: after.measures.filter((kind) => !before.measures.includes(kind)),
  measuresRemoved: before.measures.filter((kind) => !after.measures.includes(kind)),
  text: diffLines(before.text, after.text),
});

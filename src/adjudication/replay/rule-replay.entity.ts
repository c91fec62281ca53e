import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account.entity";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { PenaltyKind } from "../measures/penalty-kind.types";
import { Code, Id, Instant, Integer, Json, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Job } from "../../platform/jobs/job.entity";
import { RuleDraft } from "../rules/rule-draft.entity";
import type { ReplayTotals } from "./replay-report.types";

/** Keeps what the draft said when it was asked for: later changes of the draft do not change what was replayed. */
@Entity("rule_replay")
@Index(["draftId", "createdAt", "id"])
@Index(["jobId"])
@Index(["requestedById"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A draft of a rule run over past rulings: what they would have come to under it. Changes nothing for anybody. For administrators, lead moderators and auditors.",
})
export class RuleReplay {
  static readonly idPrefix = "rpl";

  @Id()
  @Field(() => ID, { description: "`rpl_…`" })
  id: string;

  @Ref(() => RuleDraft)
  draftId: string;

  @Integer()
  @Field(() => Int, {
    description:
      "Which `RuleDraft.revision` was replayed; the draft says something else by now when its own is higher.",
  })
  draftRevision: number;

  @Code()
  @Field(() => String, { description: "Code of the rule." })
  code: string;

  @Code()
  @Field(() => SeverityEnum, { description: "The draft's severity, as replayed." })
  severity: Severity;

  @Json()
  @Field(() => [PenaltyKind], { description: "The penalties that the draft allows, as replayed." })
  measures: PenaltyKind[];

  @Instant()
  @Field(() => DateTime, { description: "Rulings decided from this moment on …" })
  decidedFrom: number;

  @Instant()
  @Field(() => DateTime, { description: "… and before this one were tried again." })
  decidedBefore: number;

  @Ref(() => Account)
  requestedById: string;

  @Ref(() => Job)
  jobId: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was asked for." })
  createdAt: number;

  /** Marks the rows that the finished run wrote; others are left over from runs that were cut short. */
  @Code({ nullable: true })
  run: string | null;

  @Instant({ nullable: true })
  replayedAt: number | null;

  @Json({ nullable: true })
  totals: ReplayTotals | null;
}

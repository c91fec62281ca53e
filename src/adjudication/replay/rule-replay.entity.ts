import { Field, ID, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { PenaltyKind } from "../measures/penalty-kind.types";
import { Code, Id, Instant, Integer, Json, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Job } from "../../platform/jobs/job.entity";
import { RuleDraft } from "../rules/rule-draft.entity";
import type { ReplayTotals } from "./replay-report.types";

/** Keeps the draft's content at the time of the request: later changes of the draft do not affect the replay. */
@Entity("rule_replay")
@Index(["draftId", "createdAt", "id"])
@Index(["jobId"])
@Index(["requestedById"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A draft of a rule applied to past rulings: what they would have been under it. Changes nothing for anyone. For administrators, lead moderators and auditors.",
})
export class RuleReplay {
  static readonly idPrefix = "rpl";

  @Id()
  @Field(() => ID, { description: "Its id, `rpl_…`." })
  id: string;

  @Ref(() => RuleDraft)
  draftId: string;

  @Integer()
  @Field(() => Int, {
    description: "Which `RuleDraft.revision` was replayed; if the draft's own is higher, the draft has changed since.",
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
  @Field(() => DateTime, { description: "… and before this one were recomputed." })
  decidedBefore: number;

  @Ref(() => Account)
  requestedById: string;

  @Ref(() => Job)
  jobId: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was requested." })
  createdAt: number;

  /** Marks the rows that the finished run wrote; others are left over from interrupted runs. */
  @Code({ nullable: true })
  run: string | null;

  @Instant({ nullable: true })
  replayedAt: number | null;

  @Json({ nullable: true })
  totals: ReplayTotals | null;
}

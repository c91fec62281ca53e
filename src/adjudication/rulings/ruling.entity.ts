import { Field, ID, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { AppendOnly } from "../../platform/database/append-only";
import { Code, Id, Instant, Integer, Json, LongText, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import type { PlannedMeasures } from "./planned-measures.types";
import { ReversalReason, RulingOutcome, RulingStatus, type RootCause } from "./ruling-enums.types";

/** The decision never changes; only the approver, and the times of issue, finality and reversal, are added. */
@Tracked<Ruling>({ by: ["providerId"] })
@AppendOnly<Ruling>({
  except: [
    "status",
    "approvedById",
    "approvedAt",
    "approvalNote",
    "issuedAt",
    "appealableUntil",
    "finalAt",
    "consumerWaivedAt",
    "providerWaivedAt",
    "reversedAt",
    "reversedBecause",
  ],
})
@Entity("ruling")
@Index(["complaintId", "id"])
@Index(["providerId", "issuedAt", "id"])
@Index(["issuedAt", "id"])
@Index(["outcome", "issuedAt", "id", "status"])
@Index(["status", "decidedAt", "id"])
@Index(["consumerId"])
@Index(["decidedById"])
@Index(["decidedAt", "decidedById"])
@Index(["approvedById"])
@Index(["replacesRulingId"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "The platform's reasoned decision on a case. Once issued, its outcome, public text, rules cited and penalties are public; the full text is for the parties and platform staff, and null to everyone else.",
})
export class Ruling {
  static readonly idPrefix = "rlg";

  @Id()
  @Field(() => ID, { description: "Its id, `rlg_…`." })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Account)
  consumerId: string;

  @Integer()
  @Field(() => Int, {
    description: "1 for the first decision of the case, one more after each successful appeal and each reopening.",
  })
  round: number;

  @Code()
  @Field(() => RulingStatus, { description: "Status of the ruling." })
  status: RulingStatus;

  @Code()
  @Field(() => RulingOutcome, { description: "What was decided." })
  outcome: RulingOutcome;

  @LongText()
  facts: string;

  @LongText()
  reasoning: string;

  @LongText()
  @Field(() => String, {
    description:
      "The decision in words meant for the public. For everyone but the parties and platform staff, any telephone numbers and similar data left in it are masked as `***`.",
  })
  publicText: string;

  @Code()
  rootCause: RootCause;

  @Json()
  ruleVersionIds: string[];

  @Ref(() => Account)
  decidedById: string;

  @Instant()
  decidedAt: number;

  /** The second person: who approved it, or declined it. */
  @Ref(() => Account, { nullable: true })
  approvedById: string | null;

  @Instant({ nullable: true })
  approvedAt: number | null;

  @LongText({ nullable: true })
  approvalNote: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it took effect; null for drafts." })
  issuedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Until when either party may appeal it; null before it is issued, and when it was final at once.",
  })
  appealableUntil: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it became final; null while it is not." })
  finalAt: number | null;

  @Json()
  measures: PlannedMeasures;

  @Instant({ nullable: true })
  consumerWaivedAt: number | null;

  @Instant({ nullable: true })
  providerWaivedAt: number | null;

  @Code({ nullable: true })
  replacesRulingId: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was reversed; null while it is in force." })
  reversedAt: number | null;

  @Code({ nullable: true })
  @Field(() => ReversalReason, { nullable: true, description: "Why it was reversed; null while it is in force." })
  reversedBecause: ReversalReason | null;

  @Json({ nullable: true })
  adverseInferences: { requestId: string; inference: string }[] | null;

  /** What refutes the presumption that the promises were broken. */
  @LongText({ nullable: true })
  presumptionRebuttedBecause: string | null;

  @LongText({ nullable: true })
  departureReason: string | null;

  @LongText({ nullable: true })
  wordsReason: string | null;
}

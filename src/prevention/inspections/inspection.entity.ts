import { Entity, Index } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Code, Flag, Id, Instant, Integer, Json, Line, LongText, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import type { EventStream } from "../../platform/database/event";
import { DateTime } from "../../platform/graphql/scalars";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { Provider } from "../../market/providers/provider.entity";
import { InspectionDraw } from "./inspection-draw.entity";
import { InspectionOrigin, InspectionStatus } from "./inspection-enums.types";
import { InspectionPlan } from "./inspection-plan.entity";
import type { RiskNumbers } from "./risk-numbers.types";

/** The numbers that made the platform open it automatically. */
export interface Basis {
  risk?: RiskNumbers;
  pattern?: { consumers: number; days: number };
  burst?: { orders: number; days: number };
}

@Tracked<Inspection>({ by: ["providerId"] })
@Entity("inspection")
@Index(["openedAt", "id"])
@Index(["status", "openedAt", "id"])
@Index(["origin", "openedAt", "id"])
@Index(["providerId", "openedAt", "id"])
@Index(["assignedToId", "openedAt", "id"])
@Index(["planId", "openedAt", "id"])
@Index(["promiseVersionId", "status"])
@Index(["followUpId", "followUpAt"])
@Index(["complaintId"])
@Index(["drawId"])
@Index(["openedById"])
@Index(["closedById"])
@Index(["statementById"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "The platform's own inspection of a provider (巡查), without a complaint or beyond one. Visible to platform staff only, except those who are a party to the case, complained about the same promise or are a member of the provider.",
})
export class Inspection implements EventStream {
  static readonly idPrefix = "isp";

  @Id()
  @Field(() => ID, { description: "Its id, `isp_…`." })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Complaint, { nullable: true })
  complaintId: string | null;

  @Ref(() => PromiseVersion, { nullable: true })
  promiseVersionId: string | null;

  @Ref(() => InspectionPlan, { nullable: true })
  planId: string | null;

  @Ref(() => InspectionDraw, { nullable: true })
  drawId: string | null;

  @Code()
  @Field(() => InspectionOrigin, { description: "Why it was opened." })
  origin: InspectionOrigin;

  @LongText({ nullable: true })
  reason: string | null;

  @Json({ nullable: true })
  basis: Basis | null;

  @Code()
  @Field(() => InspectionStatus, { description: "Where it stands." })
  status: InspectionStatus;

  @Ref(() => Account, { nullable: true })
  openedById: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was opened." })
  openedAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "By when it should be closed; null for some opened long ago.",
  })
  dueAt: number | null;

  @Ref(() => Account, { nullable: true })
  assignedToId: string | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      "What the provider was told of the findings, before a breach is published; null when it was not heard.",
  })
  told: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the provider was told; nothing is recorded after that. Null when it was not heard.",
  })
  toldAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Until when the provider may state its view; null when it was not heard.",
  })
  answerDueAt: number | null;

  /** When the provider is reminded to answer; null once it was. */
  @Instant({ nullable: true })
  remindAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "The provider's statement; null when there is none." })
  statement: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the statement was made; null when there is none." })
  statementAt: number | null;

  @Ref(() => Account, { nullable: true })
  statementById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When it was recorded that the provider had stated nothing in time; null when it did, or still may.",
  })
  silentAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "What was found; null while it is open." })
  finding: string | null;

  @Flag({ nullable: true })
  breachFound: boolean | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "The published conclusion, sent to the provider too; null when nothing was published.",
  })
  publicConclusion: string | null;

  @Ref(() => Account, { nullable: true })
  closedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was closed; null while it is open." })
  closedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When it is followed up automatically; null when it is not.",
  })
  followUpAt: number | null;

  @Ref(() => Inspection, { nullable: true })
  followUpId: string | null;

  @Integer()
  eventSeq: number;

  @Line(64)
  eventHash: string;
}

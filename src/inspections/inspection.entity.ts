import { Entity, Index } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Account } from "../accounts/account.entity";
import { Complaint } from "../complaints/complaint.entity";
import { Code, Id, Instant, Integer, Line, LongText, Ref } from "../platform/database/columns";
import type { EventStream } from "../platform/feed/event";
import { DateTime } from "../platform/graphql/scalars";
import { Provider } from "../providers/provider.entity";
import { InspectionOrigin, InspectionStatus } from "./inspection-enums";

@Entity("inspection")
@Index(["openedAt", "id"])
@Index(["status", "openedAt", "id"])
@Index(["providerId", "openedAt", "id"])
@Index(["complaintId"])
@Index(["openedById"])
@Index(["closedById"])
@ObjectType({
  simpleResolvers: true,
  description:
    "The platform's own look at a provider (巡查), without anybody's complaint or beyond it. Seen by platform staff only, and by none of them who is a party to the case or a member of the provider.",
})
export class Inspection implements EventStream {
  @Id()
  @Field(() => ID, { description: "`isp_…`" })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Complaint, { nullable: true })
  complaintId: string | null;

  @Code()
  @Field(() => InspectionOrigin, { description: "What it began with." })
  origin: InspectionOrigin;

  @LongText()
  @Field(() => String, { description: "Why it was opened." })
  reason: string;

  @Code()
  @Field(() => InspectionStatus, { description: "Where it stands." })
  status: InspectionStatus;

  @Ref(() => Account)
  openedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was opened." })
  openedAt: number;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "What was found; null while it is open." })
  finding: string | null;

  @Integer({ nullable: true })
  breachFound: number | null;

  @Ref(() => Account, { nullable: true })
  closedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was closed; null while it is open." })
  closedAt: number | null;

  @Integer()
  eventSeq: number;

  @Line(64)
  eventHash: string;
}

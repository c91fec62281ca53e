import { Entity, Index } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Evidence } from "../../case/evidence/evidence.entity";
import { Code, Id, Instant, Line, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { ReferralRoute } from "../stays/stay-enums.types";
import { OutsideRoute } from "./outside-route.entity";
import { ReferralResult, ReferralSource, ReferralStatus } from "./referral-enums.types";

/** Changes only under its complaint's lock. */
@Entity("referral")
@Index(["complaintId", "id"])
@Index(["outsideRouteId"])
@Index(["evidenceId"])
@ObjectType({
  simpleResolvers: true,
  description:
    "The consumer's going to a body outside the platform with the same dispute. For the consumer and platform staff; for the provider, without what it does not need, once the body has taken it on or the case waits for it.",
})
export class Referral {
  static readonly idPrefix = "rfl";

  @Id()
  @Field(() => ID, { description: "`rfl_…`" })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  /** What the catalogue said when it was created. */
  @Ref(() => OutsideRoute)
  outsideRouteId: string;

  @Code()
  @Field(() => ReferralRoute, { description: "Which way." })
  route: ReferralRoute;

  @Line(200, { nullable: true })
  @Field(() => String, { nullable: true, description: "Which body it is, e.g. the court's name; null when not said." })
  body: string | null;

  @Line(200, { nullable: true })
  reference: string | null;

  @LongText({ nullable: true })
  note: string | null;

  @Ref(() => Evidence, { nullable: true })
  evidenceId: string | null;

  @Code()
  @Field(() => ReferralStatus, { description: "Where it stands." })
  status: ReferralStatus;

  @Instant()
  @Field(() => DateTime, { description: "When it was handed in." })
  filedAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the body took it; null when that is not known." })
  acceptedAt: number | null;

  @Instant()
  @Field(() => DateTime, { description: "Since when it stands there." })
  statusAt: number;

  @Code({ nullable: true })
  @Field(() => ReferralResult, { nullable: true, description: "For DECIDED: how it ended; null otherwise." })
  result: ReferralResult | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "For DECIDED: the same in words; null otherwise." })
  outcome: string | null;

  @Code()
  @Field(() => ReferralSource, { description: "From whom the platform knows how it stands." })
  reportedBy: ReferralSource;

  @Instant()
  @Field(() => DateTime, { description: "When the platform was first told of it." })
  createdAt: number;

  @Instant()
  @Field(() => DateTime, { description: "When the platform was last told of it." })
  updatedAt: number;

  /** Since when the provider knows of it; null while it does not. */
  @Instant({ nullable: true })
  shownAt: number | null;
}

import { Entity, Index } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Evidence } from "../../case/evidence/evidence.entity";
import { Code, Id, Instant, Line, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { ReferralResult, ReferralRoute } from "../stays/stay-enums.types";
import { OutsideRoute } from "./outside-route.entity";
import { ReferralSource, ReferralStatus } from "./referral-enums.types";

/** Changes only under its complaint's lock. */
@Entity("referral")
@Index(["complaintId", "id"])
@Index(["outsideRouteId"])
@Index(["evidenceId"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "The consumer's use of an external body for the same dispute. For the consumer and platform staff; for the provider, without details it does not need, once the body has accepted it or the case waits for it.",
})
export class Referral {
  static readonly idPrefix = "rfl";

  @Id()
  @Field(() => ID, { description: "Its id, `rfl_…`." })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  /** The catalogue's version when it was created. */
  @Ref(() => OutsideRoute)
  outsideRouteId: string;

  @Code()
  @Field(() => ReferralRoute, { description: "The kind of external body." })
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
  @Field(() => ReferralStatus, { description: "Status of the referral." })
  status: ReferralStatus;

  @Instant()
  @Field(() => DateTime, { description: "When it was filed with the body." })
  filedAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the body accepted it; null if unknown." })
  acceptedAt: number | null;

  @Instant()
  @Field(() => DateTime, { description: "Since when it has this status." })
  statusAt: number;

  @Code({ nullable: true })
  @Field(() => ReferralResult, { nullable: true, description: "For DECIDED: how it ended; null otherwise." })
  result: ReferralResult | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "For DECIDED: the same in words; null otherwise." })
  outcome: string | null;

  @Code()
  @Field(() => ReferralSource, { description: "Who reported the status to the platform." })
  reportedBy: ReferralSource;

  @Instant()
  @Field(() => DateTime, { description: "When it was first reported to the platform." })
  createdAt: number;

  @Instant()
  @Field(() => DateTime, { description: "When it was last updated on the platform." })
  updatedAt: number;

  /** Since when the provider can see it; null while it cannot. */
  @Instant({ nullable: true })
  shownAt: number | null;
}

import { Entity, Index } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Account } from "../../accounts/account/account.entity";
import { Penalty } from "../../adjudication/penalties/penalty.entity";
import { Code, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import { Course } from "./course.entity";
import { EnrolmentReason, EnrolmentStatus } from "./training-enums.types";

/** Changed only under its provider's lock. */
@Entity("enrolment")
@Index(["providerId", "assignedAt", "id"])
@Index(["status", "assignedAt", "id"])
@Index(["assignedAt", "id"])
@Index(["status", "dueAt"])
@Index(["status", "remindAt"])
@Index(["courseId", "assignedAt", "id"])
@Index(["penaltyId"])
@Index(["assignedById"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A course that a provider must pass; one member passes it for all. For the provider's members, trainers and platform staff.",
})
export class Enrolment {
  static readonly idPrefix = "enr";

  @Id()
  @Field(() => ID, { description: "Its id, `enr_…`." })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Course)
  courseId: string;

  @Code()
  @Field(() => EnrolmentReason, { description: "Why the provider is enrolled." })
  reason: EnrolmentReason;

  @Ref(() => Penalty, { nullable: true })
  penaltyId: string | null;

  @Ref(() => Account, { nullable: true })
  assignedById: string | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "The reasons of the trainer who assigned it; null otherwise." })
  note: string | null;

  /** The status recorded so far; the status shown depends on the dates: see enrolment-schedule.pure.ts. */
  @Code()
  status: EnrolmentStatus;

  @Instant()
  @Field(() => DateTime, { description: "When it was assigned." })
  assignedAt: number;

  @Instant()
  @Field(() => DateTime, { description: "By when it must be passed." })
  dueAt: number;

  /** Null once the provider has been reminded. */
  @Instant({ nullable: true })
  remindAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was passed; null unless it was." })
  passedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was cancelled; null unless it was." })
  cancelledAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Why a trainer cancelled it; null when it ended with its penalty, or was not cancelled.",
  })
  cancelReason: string | null;
}

import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";

@Entity("legal_hold")
@Index(["accountId", "endedAt"])
@Index(["complaintId", "endedAt"])
@Index(["placedById"])
@Index(["endedById"])
@ObjectType({
  simpleResolvers: true,
  description:
    "证据保全. While it lies on a person or a case, nothing of them is erased, whether somebody asks for it or a house rule says so. Seen by platform staff.",
})
export class LegalHold {
  static readonly idPrefix = "lgh";

  @Id()
  @Field(() => ID, { description: "Its id, `lgh_…`." })
  id: string;

  @Ref(() => Account, { nullable: true })
  @Field(() => ID, { nullable: true, description: "The person it lies on, `acc_…`; null when it lies on a case." })
  accountId: string | null;

  @Ref(() => Complaint, { nullable: true })
  @Field(() => ID, { nullable: true, description: "The case it lies on, `cmp_…`; null when it lies on a person." })
  complaintId: string | null;

  @LongText()
  @Field(() => String, { description: "Why nothing may be erased." })
  reason: string;

  @Ref(() => Account)
  placedById: string;

  @Instant()
  @Field(() => DateTime, { description: "From when on." })
  placedAt: number;

  @Ref(() => Account, { nullable: true })
  endedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it ended; null while it lies." })
  endedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "Why it ended; null while it lies." })
  endReason: string | null;
}

import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { SideEnum } from "../../case/complaints/case-enums.types";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import { AppendOnly } from "../../platform/database/append-only";
import { Code, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Ruling } from "../rulings/ruling.entity";
import { AppealGround, AppealStatus } from "./appeal-enums.types";

/** Changes only under its complaint's lock. */
@AppendOnly<Appeal>({
  erasable: ["text"],
  except: ["status", "answerDueAt", "answer", "answeredById", "answeredAt", "decidedById", "decidedAt", "reason"],
})
@Entity("appeal")
@Unique(["rulingId", "bySide"])
@Index(["complaintId", "id"])
@Index(["filedById"])
@Index(["answeredById"])
@Index(["decidedById"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A party's request that another person reviews the ruling. One for each side and ruling. Visible to the parties and platform staff.",
})
export class Appeal {
  static readonly idPrefix = "apl";

  @Id()
  @Field(() => ID, { description: "Its id, `apl_…`." })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Ref(() => Ruling)
  rulingId: string;

  @Code()
  @Field(() => SideEnum, { description: "The side that appeals." })
  bySide: Side;

  @Ref(() => Account)
  filedById: string;

  @Code()
  @Field(() => AppealGround, { description: "What the appeal says is wrong with the ruling." })
  ground: AppealGround;

  @LongText()
  @Field(() => String, { description: "Why, in the party's words." })
  text: string;

  @Code()
  @Field(() => AppealStatus, { description: "Status of the appeal." })
  status: AppealStatus;

  @Instant()
  @Field(() => DateTime, { description: "When it was filed." })
  filedAt: number;

  @Instant({ default: 0 })
  @Field(() => DateTime, {
    description: "Until when the other side may answer it. It is decided after that, or once it was answered.",
  })
  answerDueAt: number;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "The other side's answer, in its words; null without one." })
  answer: string | null;

  @Ref(() => Account, { nullable: true })
  answeredById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the other side answered it; null if it did not." })
  answeredAt: number | null;

  @Ref(() => Account, { nullable: true })
  decidedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When it was decided, or withdrawn; null while it waits.",
  })
  decidedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Why it was decided so; null while it waits, and when withdrawn.",
  })
  reason: string | null;
}

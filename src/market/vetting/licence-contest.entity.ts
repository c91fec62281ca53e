import { Field, ID, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Code, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../providers/provider.entity";

export type LicenceContestStatus = keyof typeof LicenceContestStatus;
export const LicenceContestStatus = defineEnum("LicenceContestStatus", "The state of a contest about a licence.", {
  OPEN: "The holder may answer; an inspector decides.",
  UPHELD: "The holder lost the licence, and is suspended until it shows one of its own.",
  DISMISSED: "The licence stays with its holder.",
});

@Entity("licence_contest")
@Unique(["openKey"])
@Index(["status", "openedAt", "id"])
@Index(["claimantId", "id"])
@Index(["holderId", "id"])
@ObjectType({
  simpleResolvers: true,
  description:
    "营业执照异议. One provider says that another was admitted with its licence. For the members of both, inspectors and auditors.",
})
export class LicenceContest {
  static readonly idPrefix = "lct";

  @Id()
  @Field(() => ID, { description: "Its id, `lct_…`." })
  id: string;

  @Ref(() => Provider)
  claimantId: string;

  @Ref(() => Provider)
  holderId: string;

  @Code()
  @Field(() => LicenceContestStatus, { description: "State of the contest." })
  status: LicenceContestStatus;

  /** The claimant's id while it is open: one at a time. */
  @Code({ nullable: true })
  openKey: string | null;

  @LongText()
  @Field(() => String, { description: "Why the licence is the claimant's." })
  reason: string;

  @Ref(() => Account)
  openedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was opened." })
  openedAt: number;

  @Instant()
  @Field(() => DateTime, {
    description: "Until when the holder may answer; it can be upheld before that only once the holder has answered.",
  })
  answerUntil: number;

  /** When the holder is reminded to answer; null once it was. */
  @Instant({ nullable: true })
  remindAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "The holder's answer; null until it gives one." })
  answer: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the holder answered; null before." })
  answeredAt: number | null;

  @Ref(() => Account, { nullable: true })
  decidedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was decided; null while it is open." })
  decidedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "Why it was decided so; null while it is open." })
  decisionReason: string | null;
}

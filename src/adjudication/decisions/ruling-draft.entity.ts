import { Field, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";

@Entity("ruling_draft")
@Unique(["complaintId", "accountId"])
@Index(["accountId"])
@ObjectType({
  simpleResolvers: true,
  description: "An unfinished decision. Visible only to its author; it has no effect on the case.",
})
export class RulingDraft {
  static readonly idPrefix = "drf";

  @Id()
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Ref(() => Account)
  accountId: string;

  @LongText()
  @Field(() => String, { description: "The text of a JSON object, as the editor saved it." })
  content: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was last saved." })
  savedAt: number;
}

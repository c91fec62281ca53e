import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Id, Instant, Json, Line, Ref } from "../../platform/database/columns";
import { QueueViewFilter } from "./queue-view-filter.types";

@Entity("queue_view")
@Unique(["accountId", "name"])
@ObjectType({
  simpleResolvers: true,
  description: "A filter of the moderators' queue that somebody keeps under a name. Nobody else sees it.",
})
export class QueueView {
  static readonly idPrefix = "qvw";

  @Id()
  @Field(() => ID, { description: "Its id, `qvw_…`." })
  id: string;

  @Ref(() => Account)
  accountId: string;

  @Line(40)
  @Field(() => String, { description: "What its owner calls it." })
  name: string;

  @Json()
  @Field(() => QueueViewFilter, { description: "Which cases it shows." })
  filter: QueueViewFilter;

  @Instant()
  createdAt: number;
}

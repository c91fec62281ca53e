import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { CLIENT_PREFIX } from "../../accounts/account/client-account";
import { Scope } from "../../accounts/actor/scope.types";
import { Id, Instant, Json, Line, Ref } from "../../platform/database/columns";
import { Node } from "../../platform/graphql/node.types";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../providers/provider.entity";

/** A program that acts for a provider or for the platform. Its account has the same id. */
@Entity("api_client")
@Index(["providerId", "id"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A program that uses the API by keys of its own, for a provider or for the platform, and never as a person. What it does is recorded with `actorRole` INTEGRATION.",
})
export class ApiClient {
  static readonly idPrefix = CLIENT_PREFIX;

  @Id()
  @Field(() => ID, { description: "Stable id, `apc_…`." })
  id: string;

  /** Null: the platform's own. */
  @Ref(() => Provider, { nullable: true })
  providerId: string | null;

  @Line(120)
  @Field(() => String, { description: "What its acts are shown under." })
  name: string;

  @Json()
  @Field(() => [Scope], { description: "What it may do." })
  scopes: Scope[];

  @Json()
  @Field(() => [String], {
    description: "The addresses from which its keys are accepted, e.g. `203.0.113.0/24`. Empty: from anywhere.",
  })
  addresses: string[];

  @Ref(() => Account)
  @Index()
  createdById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was made." })
  createdAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Since when it is closed, and none of its keys is accepted; null while it is open.",
  })
  closedAt: number | null;
}

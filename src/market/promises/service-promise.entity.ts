import { Field, ID, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Entity, Index } from "typeorm";
import { Listing } from "../listings/listing.entity";
import { Code, Id, Instant, Integer, Json, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../providers/provider.entity";
import type { ProposedVersion } from "./platform-promise.types";
import { PlatformPromise } from "./platform-promise.types";
import { PromiseKind } from "./promise-kind.types";

@Tracked<ServicePromise>({ by: ["providerId", "listingId"] })
@Entity("service_promise")
@Index(["providerId", "id"])
@Index(["listingId", "kind", "withdrawnAt"])
@Index(["platformPromise"], { unique: true })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "Something a provider promises, on one listing or on everything it sells; or the platform itself, on every order. Its content is in its versions: a published version never changes, editing publishes the next.",
})
export class ServicePromise {
  static readonly idPrefix = "prm";

  @Id()
  @Field(() => ID, { description: "Its id, `prm_…`." })
  id: string;

  /** null: the platform's own. */
  @Ref(() => Provider, { nullable: true })
  providerId: string | null;

  @Code({ nullable: true })
  @Field(() => PlatformPromise, {
    nullable: true,
    description: "Which of the platform's own promises it is; null for a provider's.",
  })
  platformPromise: PlatformPromise | null;

  @Ref(() => Listing, { nullable: true })
  listingId: string | null;

  @Code()
  @Field(() => PromiseKind, { description: "What it is about; the same in every version." })
  kind: PromiseKind;

  @Integer()
  @Field(() => Int, { description: "Number of the newest version, from 1." })
  latestVersion: number;

  // No foreign key: the promise is written before its first version.
  @Code({ nullable: true })
  currentVersionId: string | null;

  /** What an administrator would have the platform promise next; null: nothing. Always null for a provider's. */
  @Json({ nullable: true })
  proposed: ProposedVersion | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Since when it no longer binds new orders; null while it is in force. Orders placed before keep it.",
  })
  withdrawnAt: number | null;

  @Instant()
  @Field(() => DateTime, { description: "When its first version was published." })
  createdAt: number;
}

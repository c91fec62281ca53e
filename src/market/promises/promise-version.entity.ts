import { Field, ID, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { AppendOnly } from "../../platform/database/append-only";
import { Code, Id, Instant, Integer, Json, Line, LongText, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { Bilingual } from "../../platform/graphql/bilingual";
import { DateTime } from "../../platform/graphql/scalars";
import { PlatformPromise } from "./platform-promise.types";
import { PromiseKind } from "./promise-kind.types";
import { PromiseTerms } from "./promise-terms.types";
import { ServicePromise } from "./service-promise.entity";
import type { Terms } from "./terms-by-kind.pure";

/** Rows are only ever added. */
@Tracked<PromiseVersion>({ by: ["promiseId"], dates: ["effectiveFrom"] })
@AppendOnly()
@Entity("promise_version")
@Unique(["promiseId", "version"])
@Index(["publishedById"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "What a promise says, from its publication until the next version. Never changes.",
})
export class PromiseVersion {
  static readonly idPrefix = "pmv";

  @Id()
  @Field(() => ID, { description: "Its id, `pmv_…`." })
  id: string;

  @Ref(() => ServicePromise)
  @Field(() => ID, { description: "Id of the promise, `prm_…`. Part of what `digest` seals." })
  promiseId: string;

  @Integer()
  @Field(() => Int, { description: "1, 2, 3 …" })
  version: number;

  @Code()
  @Field(() => PromiseKind, { description: "What it is about." })
  kind: PromiseKind;

  @LongText()
  @Field(() => String, {
    description: "The promise in the provider's words, plain text; the platform's own in Chinese.",
  })
  text: string;

  @Json()
  @Field(() => PromiseTerms, { description: "The promise as far as a machine can check it." })
  terms: Terms;

  @Line(64)
  @Field(() => String, {
    description:
      "SHA-256, lower-case hex, over the canonical JSON (RFC 8785: keys sorted, no white space) of `{promiseId, version, kind, text, terms}`, where `terms` leaves out what is null. The platform's own promises have `platformPromise`, `bilingual` (`{en, zhCN}`) and `effectiveFrom` (epoch milliseconds) in it, too.",
  })
  digest: string;

  @Code({ nullable: true })
  @Field(() => PlatformPromise, {
    nullable: true,
    description: "Which of the platform's own promises it is a version of; null for a provider's.",
  })
  platformPromise: PlatformPromise | null;

  @Json({ nullable: true })
  @Field(() => Bilingual, {
    nullable: true,
    description: "The text in both languages. The platform's own promises have it; null for a provider's.",
  })
  bilingual: Bilingual | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "From when on a version of the platform's own promise binds the orders placed; null for a provider's, which does from its publication.",
  })
  effectiveFrom: number | null;

  /** null: it came with the platform. */
  @Ref(() => Account, { nullable: true })
  publishedById: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was published." })
  publishedAt: number;
}

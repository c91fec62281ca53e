import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account.entity";
import { Code, Id, Instant, Integer, Json, Line, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { PromiseKind } from "./promise-kind.types";
import { PromiseTerms } from "./promise-terms.types";
import { ServicePromise } from "./service-promise.entity";
import type { Terms } from "./terms-by-kind.pure";

/** Rows are only ever added. */
@Entity("promise_version")
@Unique(["promiseId", "version"])
@Index(["publishedById"])
@ObjectType({ description: "What a promise says, from its publication until the next version. Never changes." })
export class PromiseVersion {
  static readonly idPrefix = "pmv";

  @Id()
  @Field(() => ID, { description: "`pmv_…`" })
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
  @Field(() => String, { description: "The promise in the provider's words, plain text." })
  text: string;

  @Json()
  @Field(() => PromiseTerms, { description: "The promise as far as a machine can check it." })
  terms: Terms;

  @Line(64)
  @Field(() => String, {
    description:
      "SHA-256, lower-case hex, over the canonical JSON (RFC 8785: keys sorted, no white space) of `{promiseId, version, kind, text, terms}`, where `terms` leaves out what is null.",
  })
  digest: string;

  @Ref(() => Account)
  publishedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was published." })
  publishedAt: number;
}

import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { BilingualTextInput } from "../../platform/graphql/bilingual";
import { MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { TextField } from "../../platform/graphql/text-field";
import { PlatformPromise } from "./platform-promise.types";
import { PromiseKind } from "./promise-kind.types";
import { PromiseTermsInput } from "./promise-terms.types";
import { ServicePromise } from "./service-promise.entity";

@InputType({
  description: "A promise to publish. Exactly one of `listingId`, `providerId` and `promiseId` says where.",
})
export class PublishPromiseInput extends MutationInput {
  @Field(() => ID, { nullable: true, description: "A new promise on this listing." })
  listingId?: string | null;

  @Field(() => ID, { nullable: true, description: "A new promise on everything that this provider sells." })
  providerId?: string | null;

  @Field(() => ID, { nullable: true, description: "The next version of this promise." })
  promiseId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "With `promiseId`: the `latestVersion` you have seen. When a newer one has been published since, the request is refused STALE_VERSION and the message says its number. Not checked when left out.",
  })
  latestVersion?: number | null;

  @Field(() => PromiseKind, {
    nullable: true,
    description: "What it is about. Needed for a new promise; a next version keeps its promise's kind.",
  })
  kind?: PromiseKind | null;

  @TextField({ max: 4_000, description: "The promise in your words, plain text; what people will read." })
  text: string;

  @Field(() => PromiseTermsInput, { nullable: true, description: "The terms of its kind." })
  terms?: PromiseTermsInput | null;
}

@InputType({ description: "Withdraws a promise for future orders." })
export class WithdrawPromiseInput extends MutationInput {
  @Field(() => ID, { description: "The promise; you must be a member of its provider." })
  promiseId: string;
}

@InputType({ description: "The next version of one of the platform's own promises." })
export class PublishPlatformPromiseInput extends MutationInput {
  @Field(() => PlatformPromise, { description: "Which promise of the platform." })
  platformPromise: PlatformPromise;

  @Field(() => BilingualTextInput, { description: "What is promised, in plain words." })
  text: BilingualTextInput;

  @Field(() => DateTime, {
    description: "From when on it binds the orders placed; not before the time of notice, house rule `promise.notice`.",
  })
  effectiveFrom: number;
}

@ObjectType()
abstract class PromisePayload extends MutationPayload {
  @Field(() => ServicePromise, { description: "The promise as it is now." })
  promise: ServicePromise;
}

@ObjectType({ simpleResolvers: true, description: "What `publishPromise` returns." })
export class PublishPromisePayload extends PromisePayload {}

@ObjectType({ simpleResolvers: true, description: "What `publishPlatformPromise` returns." })
export class PublishPlatformPromisePayload extends PromisePayload {}

@ObjectType({ simpleResolvers: true, description: "What `withdrawPromise` returns." })
export class WithdrawPromisePayload extends PromisePayload {}

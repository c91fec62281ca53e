import { Field, InputType, Int, ObjectType } from "type-graphql";
import { MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";

const BASE64URL = { regex: /^[\w-]+=*$/, like: "tBHItJI5svbpez7KI4CCXg" };

@InputType({ description: "A browser, as `PushManager.subscribe` names it." })
export class SavePushSubscriptionInput extends MutationInput {
  @TextField({ max: 1_000, description: "`endpoint`: the push service's address, https." })
  endpoint: string;

  @TextField({ max: 128, pattern: BASE64URL, description: "`keys.p256dh`." })
  p256dh: string;

  @TextField({ max: 64, pattern: BASE64URL, description: "`keys.auth`." })
  auth: string;
}

@InputType({ description: "A browser that is not told any longer." })
export class RemovePushSubscriptionInput extends MutationInput {
  @TextField({ max: 1_000, description: "Its `endpoint`." })
  endpoint: string;
}

@ObjectType({ simpleResolvers: true, description: "How one is told of notices while no page is open." })
export class WebPush {
  @Field(() => String, {
    nullable: true,
    description:
      "What `PushManager.subscribe` takes as `applicationServerKey`; null when this platform pushes nothing.",
  })
  publicKey: string | null;

  @Field(() => Int, { description: "How many of one's browsers are told." })
  browsers: number;
}

@ObjectType()
abstract class WebPushPayload extends MutationPayload {
  @Field(() => WebPush, { description: "How one is told now." })
  webPush: WebPush;
}

@ObjectType({ simpleResolvers: true, description: "What `savePushSubscription` returns." })
export class SavePushSubscriptionPayload extends WebPushPayload {}

@ObjectType({ simpleResolvers: true, description: "What `removePushSubscription` returns." })
export class RemovePushSubscriptionPayload extends WebPushPayload {}

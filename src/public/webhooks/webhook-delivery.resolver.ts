import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { Reads } from "../../platform/graphql/reads";
import { WebhookDelivery } from "./webhook-delivery.entity";
import { messageIdOf } from "./webhook.queries";

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @Reads<WebhookDelivery>("position")
  @FieldResolver(() => String, {
    description:
      "What the message carries as `id` and as the header `webhook-id`, the same each time it is sent: by it an endpoint finds what it has received. 64 hexadecimal digits, in lower case.",
  })
  async messageId(@Ctx() ctx: Context, @Root() { position }: WebhookDelivery): Promise<string> {
    return messageIdOf(ctx, position);
  }
}

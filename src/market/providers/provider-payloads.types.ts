import { Field, ObjectType } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { MutationPayload, type MutationInput } from "../../platform/graphql/idempotency";
import { Refusal } from "../../platform/refusal";
import { Provider } from "./provider.entity";

@ObjectType()
abstract class ProviderPayload extends MutationPayload {
  @Field(() => Provider, { description: "The provider as it is now." })
  provider: Provider;
}

@ObjectType({ simpleResolvers: true, description: "What `registerProvider` returns." })
export class RegisterProviderPayload extends ProviderPayload {}

@ObjectType({ simpleResolvers: true, description: "What `updateProvider` returns." })
export class UpdateProviderPayload extends ProviderPayload {}

@ObjectType({ simpleResolvers: true, description: "What `removeProviderMember` returns." })
export class RemoveProviderMemberPayload extends ProviderPayload {}

/** Read after the commit; also works for someone who has just left a provider that only members see. */
export async function providerPayload(
  ctx: Context,
  { clientMutationId }: MutationInput,
  providerId: string,
): Promise<ProviderPayload> {
  const provider = await ctx.loaders.byId(Provider, providerId);
  if (!provider) throw new Refusal("NOT_FOUND");
  return { clientMutationId, provider };
}

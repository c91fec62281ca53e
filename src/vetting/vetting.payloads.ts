import { Field, ObjectType } from "type-graphql";
import type { Context } from "../platform/graphql/context";
import type { MutationInput } from "../platform/graphql/idempotency";
import { DateTime } from "../platform/graphql/scalars";
import { Refusal } from "../platform/refusal";
import { ProviderApplication } from "./provider-application.entity";
import { VerificationDocument } from "./verification-document.entity";
import { findApplication, seesVetting } from "./vetting.queries";

@ObjectType({ simpleResolvers: true, description: "The application after the command." })
export class ProviderApplicationPayload {
  @Field(() => String, { nullable: true, description: "As sent." })
  clientMutationId?: string;

  @Field(() => ProviderApplication, { description: "As it stands now." })
  application: ProviderApplication;
}

@ObjectType({ simpleResolvers: true, description: "The document after the command." })
export class VerificationDocumentPayload {
  @Field(() => String, { nullable: true, description: "As sent." })
  clientMutationId?: string;

  @Field(() => VerificationDocument, { description: "As it is now." })
  document: VerificationDocument;
}

@ObjectType({ simpleResolvers: true, description: "What `createVerificationUpload` gives back." })
export class CreateVerificationUploadPayload extends VerificationDocumentPayload {
  @Field(() => String, {
    description:
      "Send the bytes here: `PUT`, once, the file as the whole body. Works for whoever knows it, so keep it to yourself.",
  })
  uploadUrl: string;

  @Field(() => DateTime, { description: "Until when the upload may begin." })
  expiresAt: number;
}

/** Read after the commit, by whoever may still see it. */
export async function applicationPayload(
  ctx: Context,
  { clientMutationId }: MutationInput,
  id: string,
): Promise<ProviderApplicationPayload> {
  const application = await findApplication(ctx, id);
  if (!application) throw new Refusal("NOT_FOUND");
  return { clientMutationId, application };
}

export async function documentPayload(
  ctx: Context,
  { clientMutationId }: MutationInput,
  id: string,
): Promise<VerificationDocumentPayload> {
  const document = await ctx.loaders.byId(VerificationDocument, id);
  if (!document || !(await seesVetting(ctx, document.providerId))) throw new Refusal("NOT_FOUND");
  return { clientMutationId, document };
}

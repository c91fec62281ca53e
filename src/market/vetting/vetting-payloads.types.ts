import { Field, ObjectType } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { MutationPayload, type MutationInput } from "../../platform/graphql/idempotency";
import { Refusal } from "../../platform/refusal";
import { UploadExpiresField, UploadUrlField } from "../../platform/uploads/upload-fields";
import { ProviderApplication } from "./provider-application.entity";
import { VerificationDocument } from "./verification-document.entity";
import { findApplication, maySeeVetting } from "./vetting.queries";

@ObjectType({ simpleResolvers: true, description: "The application after the command." })
export class ProviderApplicationPayload extends MutationPayload {
  @Field(() => ProviderApplication, { description: "The application as it is now." })
  application: ProviderApplication;
}

@ObjectType({ simpleResolvers: true, description: "The document after the command." })
export class WithdrawVerificationDocumentPayload extends MutationPayload {
  @Field(() => VerificationDocument, { description: "The document as it is now." })
  document: VerificationDocument;
}

@ObjectType({ simpleResolvers: true, description: "What `createVerificationUpload` returns." })
export class CreateVerificationUploadPayload extends WithdrawVerificationDocumentPayload {
  @UploadUrlField()
  uploadUrl: string;

  @UploadExpiresField()
  expiresAt: number;
}

@ObjectType({ simpleResolvers: true, description: "A document's number, now that its showing is recorded." })
export class RevealDocumentNumberPayload extends WithdrawVerificationDocumentPayload {
  @Field(() => String, { description: "In full, without spaces and punctuation." })
  number: string;
}

/** Read after the commit, for viewers who may still see it. */
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
): Promise<WithdrawVerificationDocumentPayload> {
  const document = await ctx.loaders.byId(VerificationDocument, id);
  if (!document || !(await maySeeVetting(ctx, document.providerId))) throw new Refusal("NOT_FOUND");
  return { clientMutationId, document };
}

import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor/actor";
import { maskLicence } from "../providers/licence.pure";
import { announceDocument } from "./announce-document";
import { DocumentNumbers } from "./document-numbers";
import { documentLinks } from "./document-routes";
import { revealDocumentNumber } from "./reveal-document-number";
import { VerificationDocument } from "./verification-document.entity";
import {
  CreateVerificationUploadInput,
  RevealDocumentNumberInput,
  WithdrawVerificationDocumentInput,
} from "./vetting-inputs.types";
import {
  CreateVerificationUploadPayload,
  documentPayload,
  RevealDocumentNumberPayload,
  WithdrawVerificationDocumentPayload,
} from "./vetting-payloads.types";
import { maySeeNumbers } from "./vetting.queries";
import { withdrawDocument } from "./withdraw-document";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => VerificationDocument)
export class VerificationDocumentResolver {
  @Authorized<Role>("PROVIDER_OWNER")
  @Mutation(() => CreateVerificationUploadPayload, {
    description:
      "Announces a verification document and returns the address to send it to. It becomes part of the next `submitProviderApplication` when its bytes have arrived and have the size, digest and type announced. Several of one kind may belong together, e.g. the two sides of a card. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE while an application is under review, EVIDENCE_REJECTED for files that could never be accepted, LIMIT_REACHED for more of one kind than the house rule `vetting.documents` allows or more than one person may send in a day (house rule `uploads.perDay`; with `availableAt`), BAD_USER_INPUT, PROVIDER_RESTRICTED once the provider is terminated.",
  })
  async createVerificationUpload(
    @Arg("input", () => CreateVerificationUploadInput, INPUT) input: CreateVerificationUploadInput,
    @Ctx() ctx: Context,
  ): Promise<CreateVerificationUploadPayload> {
    // The digest of the input, which is kept, must not be one by which a number could be guessed.
    const [number = ""] = DocumentNumbers.of(ctx.db).keys(input.kind, input.number);
    const digested: CreateVerificationUploadInput = { ...input, number };
    const { documentId } = await ctx.command("createVerificationUpload", digested, (tx, actor) =>
      announceDocument(tx, actor, input),
    );
    const payload = await documentPayload(ctx, input, documentId);
    const { url, expiresAt } = documentLinks.upload(ctx.services, payload.document);
    return { ...payload, uploadUrl: url, expiresAt };
  }

  @Authorized<Role>("PROVIDER_OWNER")
  @Mutation(() => WithdrawVerificationDocumentPayload, {
    description:
      "Withdraws a document that has not been submitted yet; its bytes are deleted. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE.",
  })
  async withdrawVerificationDocument(
    @Arg("input", () => WithdrawVerificationDocumentInput, INPUT) input: WithdrawVerificationDocumentInput,
    @Ctx() ctx: Context,
  ): Promise<WithdrawVerificationDocumentPayload> {
    const { documentId, storageKey } = await ctx.command("withdrawVerificationDocument", input, (tx, actor) =>
      withdrawDocument(tx, actor, input),
    );
    if (storageKey !== null) await ctx.services.storage.remove(storageKey);
    else await ctx.services.storage.discard(documentId); // the part that had arrived
    return documentPayload(ctx, input, documentId);
  }

  @Authorized<Role>("INSPECTOR")
  @Mutation(() => RevealDocumentNumberPayload, {
    description:
      "Returns a document's number in full, and records in the provider's history, for its members to see, who had it shown. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE when the number cannot be decrypted.",
  })
  async revealDocumentNumber(
    @Arg("input", () => RevealDocumentNumberInput, INPUT) input: RevealDocumentNumberInput,
    @Ctx() ctx: Context,
  ): Promise<RevealDocumentNumberPayload> {
    const { documentId } = await ctx.command("revealDocumentNumber", input, (tx, actor) =>
      revealDocumentNumber(tx, actor, input),
    );
    const payload = await documentPayload(ctx, input, documentId);
    return { ...payload, number: DocumentNumbers.of(ctx.db).readOrRefuse(payload.document, "input.documentId") };
  }

  @Reads<VerificationDocument>("id", "number", "numberKey", "providerId")
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The document's own number, without spaces and punctuation. In full for the provider's members; for others all but the last four characters are `•`, and inspectors have it shown with `revealDocumentNumber`. Null when it cannot be decrypted: the server's secret was lost, or somebody changed the database.",
  })
  async number(@Root() document: VerificationDocument, @Ctx() ctx: Context): Promise<string | null> {
    const number = DocumentNumbers.of(ctx.db).read(document);
    if (number === null) return null;
    return (await maySeeNumbers(ctx, document.providerId)) ? number : maskLicence(number);
  }

  @Reads<VerificationDocument>("id", "storageKey")
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Address of the file for ten minutes; null while PENDING and when WITHDRAWN. `GET` it with the viewer's own access token (`Authorization: Bearer …`), as for GraphQL: for everyone else it is 404, and without a token 401. Downloading it is recorded, unless by a member.",
  })
  downloadUrl(@Root() { id, storageKey }: VerificationDocument, @Ctx() ctx: Context): string | null {
    return storageKey === null ? null : documentLinks.download(ctx.services, id, ctx.signedIn().accountId).url;
  }
}

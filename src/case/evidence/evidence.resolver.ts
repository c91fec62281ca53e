import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { Connection, PageArgs, pageOfRows, type Page } from "../../platform/graphql/connection";
import { logOpening, OPENED } from "../complaints/log-opening";
import { onRecordOf } from "../complaints/on-record";
import { Complaint } from "../complaints/complaint.entity";
import { runOnPart } from "../complaints/run-on-case";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import { Context } from "../../platform/graphql/context";
import type { Role } from "../../accounts/actor/actor";
import { UploadExpiresField, UploadUrlField } from "../../platform/uploads/upload-fields";
import { decideLateEvidence } from "./decide-late-evidence";
import { DecideLateEvidenceInput, CreateEvidenceUploadInput } from "./evidence.types";
import { evidenceLinks } from "./evidence-links";
import { Evidence } from "./evidence.entity";
import { DecideLateEvidencePayload } from "./evidence-payloads.types";
import { findVisibleEvidence, listEvidence, readEvidence } from "./evidence.queries";
import { submitEvidence } from "./submit-evidence";
import { Reads } from "../../platform/graphql/reads";

const runOnEvidence = runOnPart("evidence", Evidence);

@ObjectType({ simpleResolvers: true, description: "What `createEvidenceUpload` returns." })
export class CreateEvidenceUploadPayload extends MutationPayload {
  @Field(() => Evidence, { description: "The piece announced, PENDING until its bytes have arrived." })
  evidence: Evidence;

  @UploadUrlField()
  uploadUrl: string;

  @UploadExpiresField()
  expiresAt: number;
}

@Resolver(() => Evidence)
export class EvidenceResolver {
  @Authorized<Role>("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => CreateEvidenceUploadPayload, {
    description:
      "Announces a file and returns the address to send it to, in one request or in parts (see `uploadUrl`). It becomes evidence when its bytes have arrived and have the size, digest and type announced. Still possible in the review, but late: such a piece counts only when a moderator admits it. Also late, and outside the seal, from the ruling until an appeal is decided, where whoever decides the appeal sees it; and while what was ordered is performed. Refused EVIDENCE_REJECTED for files that could never be accepted, LIMIT_REACHED when the side has submitted as many as it may, or the person as much as they may in a day (house rule `uploads.perDay`; with `availableAt`).",
  })
  async createEvidenceUpload(
    @Arg("input", () => CreateEvidenceUploadInput, INPUT) input: CreateEvidenceUploadInput,
    @Ctx() ctx: Context,
  ): Promise<CreateEvidenceUploadPayload> {
    const { evidenceId } = await ctx.command("createEvidenceUpload", input, (tx, actor) =>
      submitEvidence(tx, actor, input),
    );
    const evidence = await readEvidence(ctx, evidenceId, "input.complaintId");
    const { url, expiresAt } = evidenceLinks.upload(ctx.services, evidence);
    return { clientMutationId: input.clientMutationId, evidence, uploadUrl: url, expiresAt };
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => DecideLateEvidencePayload, {
    description:
      "Admits a late piece of evidence to the decision, or not, with reasons. Admitted in the review, the seal (`Complaint.evidenceRoot`) is renewed. Once for each piece; not while a ruling awaits approval.",
  })
  decideLateEvidence(
    @Arg("input", () => DecideLateEvidenceInput, INPUT) input: DecideLateEvidenceInput,
    @Ctx() ctx: Context,
  ): Promise<DecideLateEvidencePayload> {
    return runOnEvidence(ctx, "decideLateEvidence", input, decideLateEvidence);
  }

  @Authorized()
  @Query(() => Evidence, {
    nullable: true,
    description: "A piece of evidence; null when it does not exist or the viewer may not see it.",
  })
  async evidence(
    @Arg("id", () => ID, { description: "Its id, `evd_…`." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Evidence | null> {
    const evidence = await findVisibleEvidence(ctx, id);
    return evidence && onRecordOf(ctx, evidence.complaintId, () => evidence);
  }

  @Reads<Evidence>("late")
  @FieldResolver(() => Boolean, {
    description:
      "It came after the evidence was sealed, and is not part of the seal: in the review, or in a round opened to ask the other side, where it counts for the decision only if a moderator admits it, see `lateDecision`; or for an appeal, where whoever decides weighs it with the appeal.",
  })
  late(@Root() evidence: Evidence): boolean {
    return evidence.late;
  }

  @Reads<Evidence>("storageKey", "id")
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Address of the file for ten minutes; null while PENDING. `GET` it with the viewer's own access token (`Authorization: Bearer …`), as for GraphQL: anyone else gets 404, and a request without a token 401. The other side gets an image as the copy with digest `shownSha256`.",
  })
  downloadUrl(@Root() evidence: Evidence, @Ctx() ctx: Context): string | null {
    return evidence.storageKey === null
      ? null
      : evidenceLinks.download(ctx.services, evidence.id, ctx.signedIn().accountId).url;
  }
}

const EvidenceConnection = Connection(Evidence, "Evidence");

@Resolver(() => Complaint)
export class ComplaintEvidenceResolver {
  @Reads<Complaint>(...OPENED)
  @FieldResolver(() => EvidenceConnection, {
    description:
      "The evidence the viewer may see, oldest first, including superseded pieces and the viewer's own announced uploads.",
  })
  async evidence(
    @Root() complaint: Complaint,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Evidence>> {
    await logOpening(ctx, complaint);
    return pageOfRows(ctx.services.sealer, args, `evidence ${complaint.id}`, await listEvidence(ctx, complaint));
  }
}

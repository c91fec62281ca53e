import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { ListOf, TextField } from "../../platform/graphql/text-field";
import { FileNameField, FileSizeField, MediaTypeField, Sha256Field } from "../../platform/uploads/upload-fields";
import { LICENCE } from "../providers/provider-inputs.types";
import { VerificationKind } from "./verification-kind.types";
import { ApplicationStatus, CheckResult, RejectionGround } from "./vetting-enums.types";

@InputType({ description: "A verification document that is about to be uploaded." })
export class CreateVerificationUploadInput extends MutationInput {
  @Field(() => ID, { description: "The provider, `prv_…`." })
  providerId: string;

  @Field(() => VerificationKind, { description: "What it is meant to prove." })
  kind: VerificationKind;

  @TextField({
    ...LICENCE,
    description:
      "The document's own number, e.g. the unified social credit code (统一社会信用代码) of a licence, or the account's number. Spaces, punctuation and capitals make no difference. At least 4 characters.",
  })
  number: string;

  @TextField({ max: 200, description: "Who issued it." })
  issuer: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Until when it is valid as stated on it; null or left out when it does not expire. Must be in the future.",
  })
  validUntil?: number | null;

  @FileNameField()
  fileName: string;

  @MediaTypeField()
  mediaType: string;

  @FileSizeField("10,485,760")
  size: number;

  @Sha256Field()
  sha256: string;
}

@InputType({ description: "A verification document to withdraw." })
export class WithdrawVerificationDocumentInput extends MutationInput {
  @Field(() => ID, { description: "The document, `vdc_…`." })
  documentId: string;
}

@InputType({ description: "A verification document whose number is to be shown in full." })
export class RevealDocumentNumberInput extends MutationInput {
  @Field(() => ID, { description: "The document, `vdc_…`." })
  documentId: string;
}

@InputType({ description: "A provider that applies to be admitted, or verified again." })
export class SubmitProviderApplicationInput extends MutationInput {
  @Field(() => ID, { description: "The provider, `prv_…`." })
  providerId: string;
}

@InputType()
abstract class ApplicationInput extends MutationInput {
  @Field(() => ID, { description: "The application, `vap_…`." })
  applicationId: string;
}

@InputType({ description: "An application to review." })
export class TakeProviderApplicationInput extends ApplicationInput {}

@InputType({ description: "An application to release." })
export class ReleaseProviderApplicationInput extends ApplicationInput {}

@InputType({ description: "What a check found." })
export class RecordApplicationCheckInput extends ApplicationInput {
  @TextField({ max: 64, description: "Code of the check, e.g. `LICENCE_NAME`." })
  check: string;

  @Field(() => CheckResult, { description: "What was found." })
  result: CheckResult;

  @TextField({
    max: 1_000,
    nullable: true,
    description: "A note. Required for FAILED and NOT_APPLICABLE.",
  })
  text?: string | null;

  @TextField({
    max: 200,
    nullable: true,
    description:
      "For whom you have looked: `Provider.pendingName`, or else `Provider.legalName`. STALE_VERSION if it is to be called otherwise by now. Not checked when left out.",
  })
  expectedName?: string | null;
}

@InputType({ description: "What the provider is to change or add." })
export class RequestApplicationChangesInput extends ApplicationInput {
  @TextField({
    min: 10,
    max: 4_000,
    description: "What is missing or wrong, for the provider to read; at least 10 characters.",
  })
  text: string;

  @Field(() => [VerificationKind], {
    defaultValue: [],
    description: "Which kinds it concerns; none when it is something else.",
  })
  @ListOf(0, 5)
  kinds: VerificationKind[];
}

@InputType({ description: "Until when one kind is verified, other than the house rules and the document say." })
export class VerificationDatesInput {
  @Field(() => VerificationKind, { description: "Which kind it is about." })
  kind: VerificationKind;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Valid until then: in the future, and no later than the document and the house rules allow. By default as long as they allow. Required for a document that has expired.",
  })
  validUntil?: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Due for renewal from then on: not before now, and no later than it is valid. By default as long before its end as the house rule says, 30 days unless changed.",
  })
  nextCheckAt?: number | null;
}

@InputType({ description: "Why an application is approved although a required check failed." })
export class ApprovedDespiteInput {
  @TextField({ max: 64, description: "Code of the check that failed." })
  check: string;

  @TextField({
    min: 10,
    max: 1_000,
    description: "Why that does not prevent approval; at least 10 characters. Kept on record.",
  })
  reason: string;
}

@InputType({ description: "An application to approve." })
export class ApproveProviderApplicationInput extends ApplicationInput {
  @TextField({ min: 10, max: 4_000, description: "Why, for the provider to read; at least 10 characters." })
  reason: string;

  @Field(() => [VerificationDatesInput], { defaultValue: [], description: "Dates for individual kinds." })
  @ListOf(0, 5)
  dates: VerificationDatesInput[];

  @Field(() => [ApprovedDespiteInput], {
    defaultValue: [],
    description: "A reason for each required check that failed.",
  })
  @ListOf(0, 50)
  despite: ApprovedDespiteInput[];
}

@InputType({ description: "An application to reject." })
export class RejectProviderApplicationInput extends ApplicationInput {
  @Field(() => RejectionGround, { description: "The kind of reason." })
  ground: RejectionGround;

  @TextField({ min: 10, max: 4_000, description: "The reasons, for the provider to read; at least 10 characters." })
  reason: string;
}

@InputType({ description: "Which applications. Conditions left out do not narrow; those given must all hold." })
export class VettingQueueFilter {
  @Field(() => ApplicationStatus, {
    nullable: true,
    description: "SUBMITTED or IN_REVIEW; others are not in the queue.",
  })
  status?: ApplicationStatus | null;

  @Field(() => Boolean, { nullable: true, description: "true: only those the viewer has taken." })
  mine?: boolean | null;
}

import { InputType, Field, ID } from "type-graphql";
import { CaseInput, LeasedCaseInput } from "../complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";
import { FileNameField, FileSizeField, MediaTypeField, Sha256Field } from "../../platform/uploads/upload-fields";
import { EvidenceKind, EvidenceVisibility } from "./evidence-enums.types";

@InputType({ description: "Declaring that the viewer's side has submitted all its evidence." })
export class CloseEvidenceInput extends CaseInput {}

@InputType({ description: "Ending the evidence stage, when both sides have closed theirs." })
export class EndEvidenceStageInput extends LeasedCaseInput {}

@InputType({ description: "A file that is about to be uploaded." })
export class CreateEvidenceUploadInput extends CaseInput {
  @Field(() => EvidenceKind, { description: "What kind of evidence it is." })
  kind: EvidenceKind;

  @TextField({ max: 200, description: "What it is, in one line." })
  title: string;

  @TextField({ min: 0, max: 2_000, defaultValue: "", description: "What it shows." })
  description: string;

  @FileNameField()
  fileName: string;

  @MediaTypeField()
  mediaType: string;

  @FileSizeField("20,971,520")
  size: number;

  @Sha256Field()
  sha256: string;

  @Field(() => EvidenceVisibility, {
    defaultValue: "PARTIES",
    description: "Who will see it: PARTIES, or one's own side and the platform.",
  })
  visibility: EvidenceVisibility;

  @Field(() => ID, {
    nullable: true,
    description:
      "An earlier piece of one's own side, `evd_…`, that this one replaces; a late one, once it is admitted. Both stay in the case.",
  })
  supersedesId?: string | null;
}

@InputType({ description: "A moderator's decision on a late piece of evidence." })
export class DecideLateEvidenceInput extends LeasedCaseInput {
  @Field(() => ID, { description: "The late piece, `evd_…`." })
  evidenceId: string;

  @Field(() => Boolean, {
    description:
      "true: it counts for the decision as if it had come in time. false: it stays visible, but the decision is not founded on it.",
  })
  admit: boolean;

  @TextField({
    min: 10,
    max: 2_000,
    description: "The reasons, shown to everyone who may see the piece; at least 10 characters.",
  })
  reason: string;
}

import { Field, ID, InputType } from "type-graphql";
import { CaseFile } from "../complaints/case-file";
import { CaseInput } from "../complaints/case-input.types";
import type { Tx } from "../../platform/database/tx";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { isIdOf, newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { checkAnnounced } from "../../platform/uploads/announced-file";
import { UPLOAD_FOR } from "../../platform/uploads/file-links";
import { FileNameField, FileSizeField, MediaTypeField, Sha256Field } from "../../platform/uploads/upload-fields";
import { EvidenceKind, EvidenceVisibility } from "./evidence-enums.types";
import { Evidence } from "./evidence.entity";
import { countAnnouncement } from "../../accounts/uploads/upload-quota";
import { evidencePolicy } from "./evidence.policy";

@InputType({ description: "A file that is about to be uploaded." })
export class CreateEvidenceUploadInput extends CaseInput {
  @Field(() => EvidenceKind, { description: "What it is." })
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
    description: "An earlier piece of one's own side, `evd_…`, that this one replaces. Both stay in the case.",
  })
  supersedesId?: string | null;
}

/** Announces a file. The case does not change before its bytes have arrived: see receive-upload.ts. */
export async function submitEvidence(
  tx: Tx,
  actor: Actor,
  input: CreateEvidenceUploadInput,
): Promise<{ evidenceId: string }> {
  const file = await CaseFile.open(tx, actor, input, "SUBMIT_EVIDENCE");
  if (!evidencePolicy.mayHide(file.side, input.visibility))
    throw new Refusal("FORBIDDEN", { reason: "visibility", field: "input.visibility" });
  checkAnnounced(input, file.rules.number("evidence.size", "bytes"));
  await checkCount(file);
  if (input.supersedesId) await checkSuperseded(file, input, input.supersedesId);
  await countAnnouncement(tx, actor.accountId, input.size);
  const id = newId(Evidence);
  tx.insert(Evidence, {
    id,
    complaintId: file.complaint.id,
    submittedById: actor.accountId,
    side: file.side,
    kind: input.kind,
    title: input.title,
    description: input.description,
    visibility: input.visibility,
    status: "PENDING",
    fileName: input.fileName,
    declaredType: input.mediaType,
    size: input.size,
    sha256: input.sha256,
    supersedesId: input.supersedesId ?? null,
    late: false,
    createdAt: tx.now,
  });
  return { evidenceId: id };
}

async function checkCount({ tx, rules, complaint, side }: CaseFile): Promise<void> {
  const most = rules.number("evidence.count", "perCaseAndSide");
  // What was announced but never came holds its place only while it may still come.
  const [row] = await tx.query<{ held: number }>(
    "SELECT COUNT(*) AS held FROM evidence WHERE complaint_id = ? AND side = ? AND (status IN ('STORED', 'SUPERSEDED') OR (status = 'PENDING' AND created_at > ?))",
    [complaint.id, side, tx.now - UPLOAD_FOR],
  );
  if (Number(row?.held) >= most) throw new Refusal("LIMIT_REACHED", { reason: "evidence.count", params: { most } });
}

async function checkSuperseded(file: CaseFile, input: CreateEvidenceUploadInput, id: string): Promise<void> {
  const field = "input.supersedesId";
  const earlier = isIdOf(Evidence, id) ? await file.tx.byId(Evidence, id) : null;
  const mine = earlier?.complaintId === file.complaint.id && evidencePolicy.see(file.actor, file.complaint, earlier);
  if (!earlier || !mine) throw new Refusal("NOT_FOUND", { field });
  if (!evidencePolicy.maySupersede(file.side, earlier, input.visibility))
    throw new Refusal("FORBIDDEN", { reason: "evidence.notSupersedable", field });
}

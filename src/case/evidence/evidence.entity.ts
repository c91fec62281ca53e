import { Entity, Index } from "typeorm";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Account } from "../../accounts/account/account.entity";
import { SideEnum } from "../complaints/case-enums.types";
import { Complaint } from "../complaints/complaint.entity";
import type { Side } from "../complaints/complaint-guards.pure";
import { AppendOnly } from "../../platform/database/append-only";
import { BigInteger, Code, Flag, Id, Instant, Line, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { EvidenceKind, EvidenceStatus, EvidenceVisibility, LateEvidenceDecision } from "./evidence-enums.types";

@AppendOnly<Evidence>({
  recorded: false,
  erasable: ["title", "description", "fileName"],
  except: [
    "status",
    "mediaType",
    "storageKey",
    "shownKey",
    "shownSha256",
    "shownSize",
    "supersededById",
    "lateDecision",
    "lateReason",
    "lateDecidedAt",
    "lateDecidedById",
    "storedAt",
    "late",
  ],
})
@Entity("evidence")
@Index(["complaintId", "id"])
@Index(["submittedById"])
@Index(["supersedesId"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A file that one side put into the case. Immutable: it may be superseded by another piece, but never overwritten. Its words and its file are erased when the house rules say so, after the case is closed.",
})
export class Evidence {
  static readonly idPrefix = "evd";

  @Id()
  @Field(() => ID, { description: "Its id, `evd_…`." })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Ref(() => Account)
  submittedById: string;

  @Code()
  @Field(() => SideEnum, { description: "The side it speaks for." })
  side: Side;

  @Code()
  @Field(() => EvidenceKind, { description: "What kind of evidence it is." })
  kind: EvidenceKind;

  @Line(200)
  @Field(() => String, { description: "What it is, in one line." })
  title: string;

  @LongText()
  @Field(() => String, { description: "What it shows; may be empty." })
  description: string;

  @Code()
  @Field(() => EvidenceVisibility, { description: "Who sees it." })
  visibility: EvidenceVisibility;

  @Code()
  @Field(() => EvidenceStatus, { description: "How far it has come." })
  status: EvidenceStatus;

  @Line(200)
  @Field(() => String, { description: "Name of the file, as the submitter gave it." })
  fileName: string;

  /** As stated by the client; kept because what people claim about a file is part of the record. */
  @Code({ length: 100 })
  declaredType: string;

  @Code({ nullable: true, length: 100 })
  @Field(() => String, { nullable: true, description: "Media type found in the bytes themselves; null while PENDING." })
  mediaType: string | null;

  @BigInteger()
  @Field(() => Int, { description: "Size in bytes." })
  size: number;

  @Line(64)
  @Field(() => String, { description: "SHA-256 of the bytes, hex: the client's own, verified when they arrived." })
  sha256: string;

  @Line(200, { nullable: true })
  storageKey: string | null;

  /** Digest of the copy that the other side gets. */
  @Code({ nullable: true, length: 64 })
  shownKey: string | null;

  @Code({ nullable: true, length: 64 })
  @Field(() => String, {
    nullable: true,
    description:
      "For an image: SHA-256, hex, of the copy that the other side gets from `downloadUrl`, which shows the same picture without metadata (no place, no camera, no comments). Made when the original arrived; its own side and the platform still get the original. Null for files that are not images, and while PENDING.",
  })
  shownSha256: string | null;

  @BigInteger({ nullable: true })
  @Field(() => Int, { nullable: true, description: "Size of that copy in bytes; null where there is none." })
  shownSize: number | null;

  @Ref(() => Evidence, { nullable: true })
  @Field(() => ID, {
    nullable: true,
    description:
      "The earlier piece that this one replaces, `evd_…`; a late one, once it is admitted. Null when it replaces none.",
  })
  supersedesId: string | null;

  @Code({ nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: "The later piece that replaces this one, `evd_…`; null while none does.",
  })
  supersededById: string | null;

  /** It came after the evidence had been sealed once, without a request to its side. */
  @Flag()
  late: boolean;

  @Code({ nullable: true })
  @Field(() => LateEvidenceDecision, {
    nullable: true,
    description:
      "Whether a late piece counts for the decision; null while undecided (until then it does not count) and for pieces in time.",
  })
  lateDecision: LateEvidenceDecision | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "The moderator's reasons for that decision; null before." })
  lateReason: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When that was decided; null before." })
  lateDecidedAt: number | null;

  @Code({ nullable: true })
  lateDecidedById: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When the upload was announced." })
  createdAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When its bytes were complete and it became part of the case; null while PENDING.",
  })
  storedAt: number | null;
}

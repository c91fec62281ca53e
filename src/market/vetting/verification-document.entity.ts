import { Entity, Index } from "typeorm";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { BigInteger, Code, Id, Instant, Line, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../providers/provider.entity";
import { ProviderApplication } from "./provider-application.entity";
import { VerificationKind } from "./verification-kind.types";
import { DocumentStatus } from "./vetting-enums.types";

/** Changed only under its provider's lock. */
@Entity("verification_document")
@Index(["providerId", "id"])
@Index(["applicationId", "id"])
@Index(["kind", "numberKey"])
@Index(["submittedById"])
@Index(["status", "storedSha256"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A document by which a provider shows who and what it is. Seen by its members, inspectors and auditors only; when a staff member downloads the file or has its number shown, that is recorded in the provider's history.",
})
export class VerificationDocument {
  static readonly idPrefix = "vdc";

  @Id()
  @Field(() => ID, { description: "Its id, `vdc_…`." })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => ProviderApplication, { nullable: true })
  applicationId: string | null;

  @Code()
  @Field(() => VerificationKind, { description: "What it is meant to prove." })
  kind: VerificationKind;

  @Code()
  @Field(() => DocumentStatus, { description: "State of the document." })
  status: DocumentStatus;

  /**
   * Folded like licences, so that spelling does not hide that a number is known, and encrypted: see DocumentNumbers. Shown by the resolver,
   * masked for staff.
   */
  @LongText()
  number: string;

  /** Keyed hash of the number, by which it is found; empty while the number is plain. */
  @Line(64, { default: "" })
  numberKey: string;

  @Line(200)
  @Field(() => String, { description: "Who issued it." })
  issuer: string;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Until when it is valid as stated on it; null when it does not expire.",
  })
  validUntil: number | null;

  @Line(200)
  @Field(() => String, { description: "Name of the file, as the provider gave it." })
  fileName: string;

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

  /** The key under which its file is encrypted, encrypted: see FileKeys. Null while there is no file, or it is stored as it was sent. */
  @LongText({ nullable: true })
  fileKey: string | null;

  /** SHA-256 of the file as it is stored, encrypted; empty while it is not. */
  @Line(64, { default: "" })
  storedSha256: string;

  @Ref(() => Account)
  submittedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When the upload was announced." })
  createdAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When its bytes were complete; null while PENDING." })
  storedAt: number | null;
}

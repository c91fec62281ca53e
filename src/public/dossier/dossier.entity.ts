import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Entity, Index } from "typeorm";
import { DossierReader } from "../../case/access-log/access-enums.types";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { BigInteger, Code, Id, Instant, Integer, Json, Line, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import type { Locale } from "../../platform/identity/actor";
import { DossierTimeStamp } from "./dossier-enums.types";
import type { Exporter } from "./dossier.policy";
import type { Redaction } from "./redaction";

@Entity("dossier")
@Index(["complaintId", "id"])
@Index(["requestedById", "requestedAt", "id"])
@Index(["removedAt", "keptUntil"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "卷宗. One archive (ZIP) of a case for one reader: a page to read and print, JSON, the evidence, the chain of events, a signed manifest of digests, and a script that checks all of it without a network. Seen by whoever asked for it, and auditors.",
})
export class Dossier {
  static readonly idPrefix = "dos";

  @Id()
  @Field(() => ID, { description: "Its id, `dos_…`." })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Code()
  @Field(() => DossierReader, { description: "The reader it is made for." })
  reader: DossierReader;

  @Code()
  exporter: Exporter;

  @Code()
  locale: Locale;

  @Json()
  redactions: Redaction[];

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "Why it was asked for; null when a party gave no reason." })
  purpose: string | null;

  @Ref(() => Account)
  requestedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was requested." })
  requestedAt: number;

  @Code()
  jobId: string;

  @Instant()
  @Field(() => DateTime, { description: "Until when the archive is kept; the record stays permanently." })
  keptUntil: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was ready; null before." })
  readyAt: number | null;

  /** Where the archive is; null until it is ready, and once it was removed. */
  @Line(64, { nullable: true })
  storageKey: string | null;

  @BigInteger({ nullable: true })
  @Field(() => Float, { nullable: true, description: "Size of the archive in bytes; null until it is ready." })
  size: number | null;

  @Line(64, { nullable: true })
  @Field(() => String, { nullable: true, description: "SHA-256 of the archive, hex; null until it is ready." })
  sha256: string | null;

  @Line(64, { nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      "The digest over every record of the case, shown or not, hex: the same in the dossiers of all readers while the case does not change. Null until it is ready.",
  })
  recordsRoot: string | null;

  @Integer({ nullable: true })
  @Field(() => Int, { nullable: true, description: "How many events its chain has; null until it is ready." })
  eventCount: number | null;

  @Line(64, { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Hash of the last event of its chain, hex: `CaseEvent.hash`. Null until it is ready.",
  })
  chainHead: string | null;

  @Code({ nullable: true })
  @Field(() => DossierTimeStamp, {
    nullable: true,
    description:
      "Whether it has a trusted time stamp; null until it is ready, and of dossiers from before there were any.",
  })
  timeStamp: DossierTimeStamp | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "The time that its time stamp states; null without one." })
  timeStampedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the archive was removed; null while it is kept." })
  removedAt: number | null;
}

import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { ActorRole } from "../../accounts/actor/actor-role.types";
import { Complaint } from "../complaints/complaint.entity";
import { AppendOnly } from "../../platform/database/append-only";
import { Code, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { AccessKind, DossierReader } from "./access-enums.types";

/** Rows are only added; the oldest go when the house rules say so. */
@AppendOnly({ recorded: false })
@Entity("access_log")
@Index(["at", "id"])
@Index(["complaintId", "at", "id"])
@Index(["concernedId", "at", "id"])
@Index(["byId", "at", "id"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A record of who read whose data, when and why. Never changed, and kept for as long as the house rule `retention.access` says. Visible to auditors and to the consumer of the case.",
})
export class AccessEntry {
  static readonly idPrefix = "acl";

  @Id()
  @Field(() => ID, { description: "Its id, `acl_…`." })
  id: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was looked at." })
  at: number;

  @Code()
  @Field(() => AccessKind, { description: "What was read." })
  kind: AccessKind;

  @Ref(() => Account)
  byId: string;

  @Code()
  @Field(() => ActorRole, {
    description: "In which role they read it: CONSUMER or PROVIDER for a party, otherwise the role on the platform.",
  })
  byRole: ActorRole;

  @Ref(() => Complaint)
  complaintId: string;

  /** The person whose data it is: the consumer of the case. */
  @Ref(() => Account)
  concernedId: string;

  @Code()
  @Field(() => ID, {
    description: "The object read: `cmp_…`, `dos_…`, `evd_…`, or `acc_…` of the consumer whose record it was.",
  })
  targetId: string;

  @Code({ nullable: true })
  @Field(() => DossierReader, { nullable: true, description: "For whom a dossier was made; null for anything else." })
  reader: DossierReader | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "Why, as they said; null when a party read its own case." })
  purpose: string | null;
}

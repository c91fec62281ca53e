import { Entity, Index } from "typeorm";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Account } from "../../accounts/account/account.entity";
import { Code, Id, Instant, Integer, Json, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../providers/provider.entity";
import { VerificationKind } from "./verification-kind.types";
import { ApplicationKind, ApplicationStatus, RejectionGround } from "./vetting-enums.types";

/** Changed only under its provider's lock. A provider has at most one undecided application: the latest. */
@Entity("provider_application")
@Index(["providerId", "submittedAt", "id"])
@Index(["queuedAt", "id"])
@Index(["submittedById"])
@Index(["takenById"])
@Index(["decidedById"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A provider's request to be admitted, or verified again (入驻审核). Seen by the provider's members, inspectors and auditors only.",
})
export class ProviderApplication {
  static readonly idPrefix = "vap";

  @Id()
  @Field(() => ID, { description: "Its id, `vap_…`." })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Code()
  @Field(() => ApplicationKind, { description: "What the provider applies for." })
  kind: ApplicationKind;

  @Code()
  @Field(() => ApplicationStatus, { description: "State of the application." })
  status: ApplicationStatus;

  @Integer()
  @Field(() => Int, { description: "How often it has been submitted: 1, and one more after each request for changes." })
  round: number;

  @Ref(() => Account)
  submittedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was submitted for the first time." })
  submittedAt: number;

  /** When it was last submitted to the platform; null while the platform does not have it. */
  @Instant({ nullable: true })
  queuedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the platform is to have decided it at the latest; null while the platform does not have it.",
  })
  dueAt: number | null;

  @Ref(() => Account, { nullable: true })
  takenById: string | null;

  /** When the inspector who has it last worked on it. */
  @Instant({ nullable: true })
  touchedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "What the platform last asked the provider to change or add; null when it never did.",
  })
  changesRequested: string | null;

  @Json({ nullable: true })
  @Field(() => [VerificationKind], {
    nullable: true,
    description: "Which kinds that concerned; empty when none in particular, null when nothing was asked.",
  })
  changesRequestedFor: VerificationKind[] | null;

  @Code({ nullable: true })
  @Field(() => RejectionGround, { nullable: true, description: "Why it was rejected; null unless it was." })
  ground: RejectionGround | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "The decision's reasons; null while it is not decided." })
  reason: string | null;

  @Ref(() => Account, { nullable: true })
  decidedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was decided; null while it is not." })
  decidedAt: number | null;
}

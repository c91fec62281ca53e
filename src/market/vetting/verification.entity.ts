import { Entity, Index } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Code, Id, Instant, Ref } from "../../platform/database/columns";
import { Provider } from "../providers/provider.entity";
import { ProviderApplication } from "./provider-application.entity";
import { VerificationKind } from "./verification-kind.types";
import type { VerificationDates } from "./verification.pure";

/** Changes only under its provider's lock. At most one of each kind has not ended. */
@Entity("provider_verification")
@Index(["providerId", "kind", "id"])
@Index(["applicationId"])
@Index(["nextStepAt"])
@ObjectType({
  simpleResolvers: true,
  description:
    "Something the platform has verified of a provider, for a time. Everybody sees what, and whether it holds; the dates are for its members and platform staff.",
})
export class Verification implements VerificationDates {
  static readonly idPrefix = "vrf";

  @Id()
  @Field(() => ID, { description: "`vrf_…`" })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => ProviderApplication)
  applicationId: string;

  @Code()
  @Field(() => VerificationKind, { description: "What was verified." })
  kind: VerificationKind;

  @Instant()
  validFrom: number;

  @Instant()
  nextCheckAt: number;

  @Instant()
  validUntil: number;

  @Instant()
  graceUntil: number;

  @Instant({ nullable: true })
  endedAt: number | null;

  /** When the sweep has something to tell of it; null when nothing more happens by itself. */
  @Instant({ nullable: true })
  nextStepAt: number | null;
}

import { Entity, Index } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Code, Id, Instant, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { Provider } from "../providers/provider.entity";
import { ProviderApplication } from "./provider-application.entity";
import { VerificationKind } from "./verification-kind.types";
import type { VerificationDates } from "./verification.pure";

/** Changed only under its provider's lock. At most one of each kind is current. */
@Tracked<Verification>({ by: ["providerId"], dates: ["validFrom", "validUntil", "endedAt"] })
@Entity("provider_verification")
@Index(["providerId", "kind", "id"])
@Index(["applicationId"])
@Index(["nextStepAt"])
@ObjectType({
  simpleResolvers: true,
  description:
    "Something the platform has verified of a provider, for a time. Everyone sees what, and whether it is valid; the dates are for its members and platform staff.",
})
export class Verification implements VerificationDates {
  static readonly idPrefix = "vrf";

  @Id()
  @Field(() => ID, { description: "Its id, `vrf_…`." })
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

  /** When the sweep next has to process it; null when nothing more happens automatically. */
  @Instant({ nullable: true })
  nextStepAt: number | null;
}

import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Listing } from "../../market/listings/listing.entity";
import { SaysForGood } from "../../platform/database/append-only";
import { Code, Id, Instant, Integer, LongText, MinorUnits, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import { Ruling } from "../rulings/ruling.entity";
import type { PenaltyCause } from "./standing.pure";
import { PenaltyCauseEnum } from "./penalty-cause.types";
import { PenaltyKind } from "../measures/penalty-kind.types";
import { PenaltyStatus } from "../measures/penalty-status.types";

/** Changes only under its provider's lock. Its effect follows from its dates (see restrictions.ts); the status is what has been recorded so far. */
@Tracked<Penalty>({ by: ["providerId", "rulingId"], dates: ["startsAt", "endsAt"] })
@SaysForGood<Penalty>({
  says: [
    ...["id", "providerId", "listingId", "rulingId", "complaintId", "kind", "amount", "currency", "days", "reason"],
    ...["createdAt", "cause", "threshold", "step", "hearingUntil", "pausesWhileWaiting"],
  ] as const,
})
@Entity("penalty")
@Index(["providerId", "status", "kind"])
@Index(["status", "startsAt"])
@Index(["status", "endsAt"])
@Index(["rulingId"])
@Index(["complaintId"])
@Index(["listingId"])
@Index(["status", "createdAt", "id"])
@Index(["kind", "endsAt", "startsAt", "status", "providerId", "listingId"])
@Index(["providerId", "kind", "endsAt"])
@Index(["status", "approvalDueAt"])
@Index(["status", "pausesWhileWaiting", "providerId"])
@ObjectType({
  simpleResolvers: true,
  description: "A measure that a ruling took against a provider. Public once the ruling is issued.",
})
export class Penalty {
  static readonly idPrefix = "pen";

  @Id()
  @Field(() => ID, { description: "Its id, `pen_…`." })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Listing, { nullable: true })
  listingId: string | null;

  @Ref(() => Ruling)
  rulingId: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Code()
  @Field(() => PenaltyKind, { description: "What it does." })
  kind: PenaltyKind;

  @MinorUnits({ nullable: true })
  amount: number | null;

  @Code({ length: 3, nullable: true })
  currency: string | null;

  @Integer({ nullable: true })
  @Field(() => Int, { nullable: true, description: "How many days it lasts; null for kinds that take none." })
  days: number | null;

  /** In a moderator's words; of one that no person worded, in both languages, for what is written once for every reader. */
  @LongText()
  reason: string;

  @Code()
  @Field(() => PenaltyStatus, { description: "Its current status." })
  status: PenaltyStatus;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "From when it acts; null while it waits for the ruling to become final.",
  })
  startsAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When it ends automatically; null while it waits, and for kinds without an end.",
  })
  endsAt: number | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was ordered." })
  createdAt: number;

  @Code({ nullable: true })
  @Field(() => PenaltyCauseEnum, { description: "Why it was ordered." })
  cause: PenaltyCause;

  @Integer({ nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: "For cause THRESHOLD: the number of points that was reached; null for other causes.",
  })
  threshold: number | null;

  /** The provider's step (see ViolationFacts) that crossed that threshold. */
  @Integer({ nullable: true })
  step: number | null;

  @Code({ nullable: true })
  supersededById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was reversed; null unless it was." })
  reversedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "For a termination that points call for: until when the provider may be heard; it cannot be approved before. Null for others.",
  })
  hearingUntil: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "For one that needs leads' approval: by when the platform decides on it. If it is late, the public register says so. Null for others.",
  })
  approvalDueAt: number | null;

  /** The lateness has been recorded. */
  @Instant({ nullable: true })
  approvalLateAt: number | null;

  /** 1: new orders are paused while it awaits approval, by the house rule in force when it was ordered. */
  @Integer({ default: 0 })
  pausesWhileWaiting: number;

  @LongText({ nullable: true })
  hearingStatement: string | null;

  @Instant({ nullable: true })
  hearingStatementAt: number | null;
}

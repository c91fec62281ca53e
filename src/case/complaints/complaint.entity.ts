import { Entity, Index } from "typeorm";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Account } from "../../accounts/account/account.entity";
import { Order } from "../../market/orders/order.entity";
import { SaysForGood } from "../../platform/database/append-only";
import {
  BigInteger,
  Code,
  Flag,
  Id,
  Instant,
  Integer,
  Line,
  LongText,
  MinorUnits,
  Ref,
} from "../../platform/database/columns";
import type { EventStream } from "../../platform/database/event";
import { Searched } from "../../platform/database/searched";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import {
  BreachClassEnum,
  ClosureReasonEnum,
  CompensationBasisEnum,
  ComplaintStatusEnum,
  FinalAnswerEnum,
  RefusalGround,
  RemedyKindEnum,
  SeverityEnum,
  TrackEnum,
  VerdictEnum,
  type CompensationBasis,
  type FinalAnswer,
  type RemedyKind,
  type Severity,
} from "./case-enums.types";
import type { Side, Verdict } from "./complaint-guards.pure";
import { IN_QUEUE, type BreachClass, type ClosureReason, type ComplaintStatus, type Move } from "./complaint.lifecycle";
import type { Track } from "./track.pure";

/** As it was opened; see `fileComplaint` for what commits to it. */
@SaysForGood<Complaint>({
  recorded: false,
  erasable: ["title", "story", "demandText", "newFacts"],
  says: [
    ...["id", "externalId", "orderId", "consumerId", "providerId", "category", "breachClass", "openedAt"],
    ...["title", "story", "demandKind", "demandAmount", "demandBasis", "demandText", "newFacts", "decidedCaseId"],
    ...["track", "claimedInAll", "amountAtStake", "currency"],
  ] as const,
})
@Entity("complaint")
@Index(["inQueue", "urgency", "id", "dueAt", "severity", "category", "amountAtStake", "escalatedAt"])
@Index(["inQueue", "severity", "urgency", "id", "dueAt", "queue", "category"])
@Index(["inQueue", "category", "urgency", "id", "dueAt"])
@Index(["inQueue", "leaseHolderId", "leaseExpiresAt"])
@Index(["openedAt", "id"])
@Index(["updatedAt", "id"])
@Index(["consumerId", "openedAt", "id"])
@Index(["providerId", "openedAt", "id"])
@Index(["consumerId", "updatedAt", "id"])
@Index(["providerId", "updatedAt", "id"])
@Index(["status", "dueAt", "id"])
@Index(["status", "openedAt", "id", "dueAt"])
@Index(["status", "updatedAt", "id"])
@Index(["status", "severity", "openedAt", "id"])
@Index(["status", "severity", "updatedAt", "id"])
@Index(["status", "category", "openedAt", "id"])
@Index(["status", "category", "updatedAt", "id"])
@Index(["wordsGone", "closedAt"])
@Index(["orderId"])
@Index(["externalId"])
@Index(["number"], { unique: true })
@Index(["leaseHolderId"])
@Index(["assignedToId", "inQueue", "urgency", "id", "dueAt"])
@Index(["inQueue", "queue", "urgency", "id", "dueAt", "status", "severity", "openedAt"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A consumer's case against a provider over promises broken on one order. Visible to its parties and to platform staff; for everyone else it does not exist.",
})
export class Complaint implements EventStream {
  static readonly idPrefix = "cmp";

  @Id()
  @Field(() => ID, { description: "Its id, `cmp_…`." })
  id: string;

  /** Of the year and within it, see case-number.pure.ts; null until the transaction that opens it is committed. */
  @BigInteger({ nullable: true })
  number: number | null;

  @Line(128, { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Its number in the system that it was imported from; null when it was opened here.",
  })
  externalId: string | null;

  @Ref(() => Order)
  orderId: string;

  @Ref(() => Account)
  consumerId: string;

  @Ref(() => Provider)
  providerId: string;

  @Code()
  @Field(() => ComplaintStatusEnum, { description: "The state of the case." })
  status: ComplaintStatus;

  @Code({ nullable: true })
  @Field(() => ClosureReasonEnum, { nullable: true, description: "Why it was closed; null while it is open." })
  closureReason: ClosureReason | null;

  @Code({ nullable: true })
  stayedFrom: ComplaintStatus | null;

  @Code()
  @Field(() => BreachClassEnum, { description: "How grave the alleged breach is." })
  breachClass: BreachClass;

  @Line(200)
  @Searched()
  @Field(() => String, { description: "One line, in the consumer's words." })
  title: string;

  @LongText()
  story: string;

  @Code()
  @Field(() => RemedyKindEnum, { description: "What the consumer demands." })
  demandKind: RemedyKind;

  @MinorUnits({ nullable: true })
  demandAmount: number | null;

  @Code({ nullable: true })
  @Field(() => CompensationBasisEnum, {
    nullable: true,
    description: "On what basis more is demanded than the price; null for other demands.",
  })
  demandBasis: CompensationBasis | null;

  /** What is claimed of the compensation that the broken promises themselves promise; null where it is an ordinary demand. */
  @MinorUnits({ nullable: true })
  claimAmount: number | null;

  @LongText({ nullable: true })
  demandText: string | null;

  @Code({ default: "STANDARD" })
  @Field(() => TrackEnum, {
    description: "How fast it is decided once it is before the platform; fixed when it is opened. See `trackReason`.",
  })
  track: Track;

  /** What all cases of the order claimed together when this one was opened; null when not in money alone. */
  @MinorUnits({ nullable: true })
  claimedInAll: number | null;

  @MinorUnits()
  amountAtStake: number;

  @Code({ length: 3 })
  currency: string;

  @Code()
  @Field(() => SeverityEnum, {
    description:
      "How urgent it is for the desk; set at filing from the breach class, raised when the platform is late, changed by lead moderators.",
  })
  severity: Severity;

  @Integer()
  @Field(() => Int, {
    description: "Grows with every change of the case. Send it as `expectedVersion` to act only on what you saw.",
  })
  version: number;

  @Integer()
  round: number;

  @Instant()
  @Field(() => DateTime, { description: "When it was opened." })
  openedAt: number;

  @Instant()
  @Field(() => DateTime, { description: "When it last changed." })
  updatedAt: number;

  @Instant()
  @Field(() => DateTime, { description: "Since when it is in this state." })
  statusSince: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was closed; null while it is open." })
  closedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the next clock of the case runs out; null when none runs.",
  })
  dueAt: number | null;

  /** The order of the queue; follows from `dueAt` and `severity`, see urgency.pure.ts. */
  @BigInteger({ nullable: true })
  urgency: number | null;

  @Flag()
  inQueue: boolean;

  /** When the newest message was sent that somebody of the consumer's side has seen. Nobody is named: a side has seen it. */
  @Instant({ nullable: true })
  consumerSawUpTo: number | null;

  /** The same of the provider's side. */
  @Instant({ nullable: true })
  providerSawUpTo: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the provider first answered: with an offer, a refusal or a final answer; a message alone is none. Null before.",
  })
  providerFirstResponseAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the provider refused the demand; the consumer may escalate at once. Null unless it did.",
  })
  providerRefusedAt: number | null;

  @Code({ length: 40 })
  lastWord: Side;

  @Integer()
  informationRequests: number;

  @Integer()
  evidenceRounds: number;

  @Integer()
  @Field(() => Int, { description: "How many pieces of evidence the case holds." })
  evidenceCount: number;

  @Integer()
  @Field(() => Int, { description: "How often it was taken up again after being closed." })
  reopenedCount: number;

  /** A defaulted or contested settlement speaks against the provider. */
  @Flag()
  presumedBroken: boolean;

  @Instant({ nullable: true })
  consumerEvidenceClosedAt: number | null;

  @Instant({ nullable: true })
  providerEvidenceClosedAt: number | null;

  @Line(64, { nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      "SHA-256 over the list of evidence (ids and digests in order), hex, sealed when the evidence stage ends; null before, and while the stage is open again.",
  })
  evidenceRoot: string | null;

  @Ref(() => Account, { nullable: true })
  leaseHolderId: string | null;

  @Integer()
  leaseToken: number;

  @Instant({ nullable: true })
  leaseExpiresAt: number | null;

  @Code({ nullable: true })
  currentRulingId: string | null;

  @Integer()
  eventSeq: number;

  @Line(64)
  eventHash: string;

  @Code({ nullable: true })
  @Field(() => FinalAnswerEnum, {
    nullable: true,
    description: "The provider's final answer, from a closed list; null while it has given none.",
  })
  finalAnswer: FinalAnswer | null;

  @LongText({ nullable: true })
  finalAnswerText: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the final answer was given; null while there is none." })
  finalAnswerAt: number | null;

  @Code({ nullable: true })
  @Field(() => VerdictEnum, {
    nullable: true,
    description: "What the consumer says of the result, the latest word; null while they have said nothing.",
  })
  verdict: Verdict | null;

  @Integer({ nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: "How satisfied the consumer is, 1 (not at all) to 5 (fully); null without a verdict.",
  })
  verdictSatisfaction: number | null;

  @LongText({ nullable: true })
  verdictText: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the verdict was given; null without one." })
  verdictAt: number | null;

  @Instant({ nullable: true })
  consumerReopenedAt: number | null;

  /** Category of the listing ordered, when it was ordered. */
  @Code({ length: 64, nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Category of the service ordered, as it was then; null where it is not known.",
  })
  category: string | null;

  @Code({ nullable: true })
  queue: string | null;

  @Code({ nullable: true })
  assignedToId: string | null;

  @Instant({ nullable: true })
  heldUntil: number | null;

  @LongText({ nullable: true })
  holdReason: string | null;

  /** From this time on only leads may work on it. */
  @Instant({ nullable: true })
  escalatedAt: number | null;

  /** What the consumer says is new since the matter was decided. */
  @LongText({ nullable: true })
  newFacts: string | null;

  @Code({ nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: "The case that decided the matter before, `cmp_…`; null in a case about what was not decided before.",
  })
  decidedCaseId: string | null;

  @Code({ nullable: true })
  @Field(() => RefusalGround, {
    nullable: true,
    description: "The ground on which the platform did not accept it; null unless it was refused.",
  })
  refusalGround: RefusalGround | null;

  /** Whose words of it were erased; null: nobody's. */
  @Code({ nullable: true })
  wordsGone: "CONSUMER" | "ALL" | null;

  /** The state an arrow leads to from here. */
  private target(move: Move): ComplaintStatus {
    if (move.to === null) return this.status;
    if (move.to !== "STAYED_FROM") return move.to;
    if (this.stayedFrom === null) throw new Error(`no state to resume for stayed complaint ${this.id}`);
    return this.stayedFrom;
  }

  /** The one place where a status changes. `move` comes from the table, so the change is one of its arrows. */
  moveTo(move: Move, now: number): void {
    if (!move.from.includes(this.status)) throw new Error(`${move.action} does not leave ${this.status}`);
    const to = this.target(move);
    this.stayedFrom = to === "STAYED" ? (this.status === "STAYED" ? this.stayedFrom : this.status) : null;
    // An arrow that stays in CLOSED does not close it again.
    if (to !== this.status) this.enter(to, now, move.closes ?? null);
  }

  enter(status: ComplaintStatus, now: number, closes: ClosureReason | null): void {
    this.statusSince = now;
    this.status = status;
    this.inQueue = IN_QUEUE.has(status);
    this.closureReason = closes;
    this.closedAt = status === "CLOSED" ? now : null;
  }
}

import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Penalty } from "../penalties/penalty.entity";
import { BigInteger, Code, Id, Instant, Line, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import { ReversalReason, type RulingOutcome } from "../rulings/ruling-enums.types";
import { Ruling } from "../rulings/ruling.entity";
import { RegisterEntryKind } from "./register-entry-kind.types";

/** Rows are only ever added, which the database's triggers hold too: a mistake is corrected by a new entry that points back. */
@Entity("register_entry")
@Unique(["number"])
@Index(["at", "number"])
@Index(["kind", "number"])
@Index(["providerId", "number"])
@Index(["outcome", "number"])
@Index(["rulingId", "number"])
@Index(["penaltyId", "number"])
@Index(["correctsEntryId"])
@ObjectType({
  simpleResolvers: true,
  description:
    "公示. One entry of the public register. Entries are never changed or removed; one that proved wrong is corrected by a later one. They form a public chain that anybody can check: see `hash`.",
})
export class RegisterEntry {
  static readonly idPrefix = "reg";

  @Id()
  @Field(() => ID, { description: "`reg_…`, for good: `registerEntry(id)` and `/register/entries/ID` show it." })
  id: string;

  @BigInteger()
  @Field(() => Int, { description: "1, 2, 3 … over the whole register, in the order of entering, without gaps." })
  number: number;

  @Code()
  @Field(() => RegisterEntryKind, { description: "What it says." })
  kind: RegisterEntryKind;

  @Ref(() => Ruling, { nullable: true })
  rulingId: string | null;

  @Ref(() => Provider, { nullable: true })
  providerId: string | null;

  @Ref(() => Penalty, { nullable: true })
  penaltyId: string | null;

  @Ref(() => RegisterEntry, { nullable: true })
  correctsEntryId: string | null;

  @Code({ nullable: true })
  outcome: RulingOutcome | null;

  @Code({ nullable: true })
  @Field(() => ReversalReason, { nullable: true, description: "Why the ruling was taken back; null for other kinds." })
  because: ReversalReason | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was entered. Never earlier than the entry before." })
  at: number;

  @Instant()
  @Field(() => DateTime, {
    description: "When what it tells happened; earlier than `at` where it was entered afterwards.",
  })
  happenedAt: number;

  /** The canonical text itself, so that nobody need make it again to check it. */
  @LongText()
  @Field(() => String, {
    description:
      "What the entry says, as the very text that is hashed: JSON without spaces, the keys of every object sorted (RFC 8785, UTF-8). Keys: `v` (1), `number`, `id`, `kind`, `at`, `happenedAt`, `provider {id, name}`, `ruling {id, round, outcome, rules, publicText, issuedAt, appealableUntil, finalAt, reversedAt, penalties}`, `penalty {id, rulingId, kind, cause, days, amount {amount, currency}, reason, listingId, startsAt, endsAt}`, `lateness {clock, dueAt, caseSha256}`, `corrects`, `because`; null where they do not apply. Times are ISO 8601 in UTC with milliseconds, amounts minor units. Personal data is masked as `***` before it is hashed.",
  })
  content: string;

  @Line(64)
  @Field(() => String, { description: "SHA-256 of `content` as UTF-8; 64 hexadecimal digits in small letters." })
  contentSha256: string;

  @Line(64)
  @Field(() => String, { description: "The `hash` of the entry before; 64 zeros for entry 1." })
  prevHash: string;

  @Line(64)
  @Field(() => String, {
    description:
      "Chains the entry to all before it: SHA-256 of the 128 characters `prevHash` + `contentSha256`, in hexadecimal, small letters. To check the register, go through it from number 1 with 64 zeros: each `prevHash` must be the hash before, each `contentSha256` and `hash` must come out again, and the last one must be that of `registerHead`.",
  })
  hash: string;

  /** Not of the row: up to which number the reader asked to see, when they asked for the register of an earlier date. */
  upTo?: number;
}

import { Field, ID, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Entity, Index, Unique } from "typeorm";
import { Penalty } from "../penalties/penalty.entity";
import { AppendOnly } from "../../platform/database/append-only";
import { BigInteger, Code, Id, Instant, Line, LongText, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import { ReversalReason, type RulingOutcome } from "../rulings/ruling-enums.types";
import { Ruling } from "../rulings/ruling.entity";
import { RegisterEntryKind } from "./register-entry-kind.types";

/** Its own chain commits to its rows. A mistake is corrected by a new entry that points back. */
@Tracked<RegisterEntry>({ by: ["rulingId", "providerId", "penaltyId"] })
@AppendOnly({ recorded: false })
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
  implements: Node,
  simpleResolvers: true,
  description:
    "公示. One entry of the public register. Entries are never changed or removed; a wrong one is corrected by a later one. They form a public chain that anyone can verify: see `hash`.",
})
export class RegisterEntry {
  static readonly idPrefix = "reg";

  @Id()
  @Field(() => ID, { description: "`reg_…`, permanent: `registerEntry(id)` and `/register/entries/ID` show it." })
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
  @Field(() => ReversalReason, { nullable: true, description: "Why the ruling was reversed; null for other kinds." })
  because: ReversalReason | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was entered. Never earlier than the entry before." })
  at: number;

  @Instant()
  @Field(() => DateTime, {
    description: "When the event happened; earlier than `at` if it was entered later.",
  })
  happenedAt: number;

  /** The canonical text itself, so that no one has to rebuild it to verify it. */
  @LongText()
  @Field(() => String, {
    description:
      "The content of the entry, exactly the text that is hashed: JSON without spaces, the keys of every object sorted (RFC 8785, UTF-8). Keys: `v` (1), `number`, `id`, `kind`, `at`, `happenedAt`, `provider {id, name}`, `ruling {id, round, outcome, rules, publicText, issuedAt, appealableUntil, finalAt, reversedAt, penalties}`, `penalty {id, rulingId, kind, cause, days, amount {amount, currency}, reason, listingId, startsAt, endsAt}`, `interim {kind, startsAt, endsAt, endedBecause, measureSha256}` (missing in the oldest entries), `lateness {clock, dueAt, caseSha256}`, `corrects`, `because`; null where they do not apply. Times are ISO 8601 in UTC with milliseconds, amounts minor units. Personal data is masked as `***` before it is hashed.",
  })
  content: string;

  @Line(64)
  @Field(() => String, { description: "SHA-256 of `content` as UTF-8; 64 lower-case hexadecimal digits." })
  contentSha256: string;

  @Line(64)
  @Field(() => String, { description: "The `hash` of the entry before; 64 zeros for entry 1." })
  prevHash: string;

  @Line(64)
  @Field(() => String, {
    description:
      "Chains the entry to all before it: SHA-256 of the 128 characters `prevHash` + `contentSha256`, in lower-case hexadecimal. To verify the register, go through it from number 1, starting with 64 zeros: each `prevHash` must equal the previous hash, each `contentSha256` and `hash` must match a new computation, and the last hash must be that of `registerHead`.",
  })
  hash: string;

  /** Not a column: the highest number visible to a reader who asked for the register of an earlier date. */
  upTo?: number;
}

import { Entity, Index, Unique } from "typeorm";
import type { Severity } from "../../case/complaints/case-enums.types";
import { Code, Flag, Id, Instant, Integer, Json, Ref } from "../../platform/database/columns";
import { Provider } from "../../market/providers/provider.entity";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import type { Fact, InputKind } from "./reputation-ledger.pure";
import type { Totals } from "./reputation.pure";

/**
 * A line of a provider's ledger, with the totals up to it: so the past is read, not recomputed. Only ever added, under the
 * provider's lock; a line is taken back by another line.
 */
@Entity("reputation_input")
@Unique(["providerId", "number"])
@Index(["providerId", "knownAt", "number"])
@Index(["providerId", "kind", "number"])
@Index(["providerId", "consumerId", "counted", "agesFrom"])
@Index(["sourceId", "number"])
@Index(["rulingId"])
@Index(["takesBackId"])
export class ReputationInput implements Fact {
  static readonly idPrefix = "rin";

  @Id()
  id: string;

  @Ref(() => Provider)
  providerId: string;

  /** 1, 2, 3 … within the provider. */
  @Integer()
  number: number;

  @Code()
  kind: InputKind;

  /** The severity, for UPHELD and SETTLED. */
  @Code({ nullable: true })
  level: Severity | null;

  /** For UPHELD: the code of the rule broken most gravely. */
  @Code({ nullable: true })
  cause: string | null;

  /** The order or the case that it comes from; the provider itself for FORMULA_CHANGED. */
  @Code()
  sourceId: string;

  @Ref(() => Ruling, { nullable: true })
  rulingId: string | null;

  /** Whose order or case it was, for the limit per consumer; null for broken promises, and of answers and verdicts of before. Never shown. */
  @Code({ nullable: true })
  consumerId: string | null;

  /** When it happened: from then on it fades. */
  @Instant()
  agesFrom: number;

  /** When it began to count: never before the previous line. Queries about the past return what was known then. */
  @Instant()
  knownAt: number;

  /** Whether an order, or a case, counts; of one consumer's close together only the first few do. Decided by the formula in force. */
  @Flag()
  counted: boolean;

  /** How many of its consumer's orders, or cases, close to it counted before. */
  @Integer({ default: 0 })
  place: number;

  /** Price of the order, or of the case's, in thousandths of what was usual in its category; null where that was not known. */
  @Integer({ nullable: true })
  worth: number | null;

  @Flag({ default: 0 })
  fresh: boolean;

  @Flag({ default: 0 })
  often: boolean;

  @Ref(() => ReputationInput, { nullable: true })
  takesBackId: string | null;

  @Json()
  totals: Totals;

  @Integer()
  formulaVersion: number;
}

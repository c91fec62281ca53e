import { Entity, Index, Unique } from "typeorm";
import type { Severity } from "../../case/complaints/case-enums.types";
import { Code, Flag, Id, Instant, Integer, Json, Ref } from "../../platform/database/columns";
import { Provider } from "../../market/providers/provider.entity";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import type { Fact, InputKind } from "./reputation-ledger.pure";
import type { Totals } from "./reputation.pure";

/**
 * A line of a provider's ledger, with what everything up to it came to: so the past is read, not counted. Only ever added, under the
 * provider's lock; what is taken back is taken back by a line of its own.
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

  /** How grave, for UPHELD and SETTLED. */
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

  /** Whose order it was, for the most that count of one consumer. Never shown. */
  @Code({ nullable: true })
  consumerId: string | null;

  /** When it happened: from then on it fades. */
  @Instant()
  agesFrom: number;

  /** When it came to count: never before the line before it. Who asks for the past is told what was known then. */
  @Instant()
  knownAt: number;

  /** An order counts; of one consumer's close together only the first few do. Decided by the formula in force. */
  @Flag()
  counted: boolean;

  @Ref(() => ReputationInput, { nullable: true })
  takesBackId: string | null;

  @Json()
  totals: Totals;

  @Integer()
  formulaVersion: number;
}

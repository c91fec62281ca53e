import { Field, ID, Int, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { Entity, Index, Unique } from "typeorm";
import { PenaltyKind } from "../measures/penalty-kind.types";
import { Code, Flag, Id, Integer, Json, Ref } from "../../platform/database/columns";
import { Provider } from "../../market/providers/provider.entity";
import { Ruling } from "../rulings/ruling.entity";
import type { ReplayedFinding, RulingChange } from "./replay.pure";
import type { CalledFor } from "./standing-of-history.pure";
import { RuleReplay } from "./rule-replay.entity";

export const RulingChangeEnum = defineEnum<RulingChange>(
  "RulingChange",
  "How a past ruling would have differed under a draft of a rule.",
  {
    SEVERITY: "A violation would have been graver or milder.",
    MEASURE_NOT_ALLOWED: "It ordered a measure that the draft does not allow.",
    MEASURE_NEWLY_ALLOWED: "It could have ordered a measure that no rule it cites allowed.",
    POINTS: "Its violations would have led to more or fewer points.",
    PENALTIES: "The provider's points would have required other penalties when it came to count.",
  },
);

/** One ruling that would change, or could have ordered an additional measure. */
@Entity("replayed_ruling")
@Unique(["run", "number"])
@Index(["run", "changed", "number"])
@Index(["run", "providerId", "number"])
@Index(["replayId"])
@Index(["rulingId"])
@Index(["providerId"])
@ObjectType({
  simpleResolvers: true,
  description: "One past ruling that would or could have differed under the draft: before and after.",
})
export class ReplayedRuling {
  static readonly idPrefix = "rpr";

  @Id()
  @Field(() => ID, { description: "Its id, `rpr_…`." })
  id: string;

  @Ref(() => RuleReplay)
  replayId: string;

  @Code()
  run: string;

  @Integer()
  @Field(() => Int, {
    description: "1, 2, 3 … within the replay; grouped by provider, the recomputed ones first.",
  })
  number: number;

  @Ref(() => Ruling)
  rulingId: string;

  @Ref(() => Provider)
  providerId: string;

  @Flag()
  tried: boolean;

  /** False if it only could have ordered an additional measure. */
  @Flag()
  changed: boolean;

  @Json()
  @Field(() => [RulingChangeEnum], { description: "In which ways; at least one." })
  changes: RulingChange[];

  @Json()
  findings: ReplayedFinding[];

  @Json()
  @Field(() => [PenaltyKind], { description: "Measures it ordered that the draft does not allow." })
  measuresNotAllowed: PenaltyKind[];

  @Json()
  @Field(() => [PenaltyKind], {
    description: "Additional measures it could have ordered, had the draft been in force.",
  })
  measuresNewlyAllowed: PenaltyKind[];

  @Integer()
  @Field(() => Int, { description: "The points for its violations, with any reward for a prompt remedy." })
  pointsBefore: number;

  @Integer()
  @Field(() => Int, { description: "The points for them under the draft." })
  pointsAfter: number;

  @Json()
  penaltiesBefore: CalledFor[];

  @Json()
  penaltiesAfter: CalledFor[];
}

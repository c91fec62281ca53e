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
  "In which way a past ruling would have been another under a draft of a rule.",
  {
    SEVERITY: "A violation would have been graver or milder.",
    MEASURE_NOT_ALLOWED: "It ordered a measure that the draft does not allow.",
    MEASURE_NEWLY_ALLOWED: "It could have ordered a measure that no rule it cites allowed.",
    POINTS: "Its violations would have brought the provider more or fewer points.",
    PENALTIES: "The provider's points would have called for other penalties when it came to count.",
  },
);

/** One ruling that a replay would change, or could have gone further. */
@Entity("replayed_ruling")
@Unique(["run", "number"])
@Index(["replayId"])
@Index(["rulingId"])
@Index(["providerId"])
@ObjectType({
  simpleResolvers: true,
  description: "One past ruling that would have been, or could have been, another under the draft: before and after.",
})
export class ReplayedRuling {
  static readonly idPrefix = "rpr";

  @Id()
  @Field(() => ID, { description: "`rpr_…`" })
  id: string;

  @Ref(() => RuleReplay)
  replayId: string;

  @Code()
  run: string;

  @Integer()
  @Field(() => Int, {
    description: "1, 2, 3 … within the replay; those of one provider stand together, first the ones tried.",
  })
  number: number;

  @Ref(() => Ruling)
  rulingId: string;

  @Ref(() => Provider)
  providerId: string;

  @Flag()
  tried: boolean;

  /** False when it only could have gone further. */
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
  @Field(() => [PenaltyKind], { description: "Measures it could have ordered besides, had the draft been in force." })
  measuresNewlyAllowed: PenaltyKind[];

  @Integer()
  @Field(() => Int, { description: "The points that its violations brought, with any reward for a prompt remedy." })
  pointsBefore: number;

  @Integer()
  @Field(() => Int, { description: "The points that they would have brought." })
  pointsAfter: number;

  @Json()
  penaltiesBefore: CalledFor[];

  @Json()
  penaltiesAfter: CalledFor[];
}

import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Code, Id, Integer, Ref } from "../../platform/database/columns";
import { Provider } from "../../market/providers/provider.entity";
import { RuleReplay } from "./rule-replay.entity";

/** Every provider that the recomputed rulings are about, changed or not. */
@Entity("replayed_provider")
@Index(["run", "changed", "id"])
@Index(["replayId"])
@Index(["providerId"])
@ObjectType({ simpleResolvers: true, description: "The result of a replay for one provider." })
export class ReplayedProvider {
  static readonly idPrefix = "rpp";

  @Id()
  @Field(() => ID, { description: "Its id, `rpp_…`." })
  id: string;

  @Ref(() => RuleReplay)
  replayId: string;

  @Code()
  run: string;

  @Ref(() => Provider)
  providerId: string;

  @Integer()
  @Field(() => Int, { description: "How many of its rulings were recomputed." })
  rulings: number;

  @Integer()
  @Field(() => Int, { description: "How many of its recomputed rulings would change." })
  changed: number;

  @Integer()
  @Field(() => Int, {
    description: "How many of its other rulings would change in points or penalties as a consequence.",
  })
  otherRulings: number;

  @Integer()
  @Field(() => Int, { description: "The points that counted against it when the replay was begun." })
  activeBefore: number;

  @Integer()
  @Field(() => Int, { description: "The points that would have counted then." })
  activeAfter: number;

  @Integer()
  @Field(() => Int, { description: "Additional penalties that its points would have required." })
  newPenalties: number;

  @Integer()
  @Field(() => Int, { description: "Penalties that its points required and would no longer require." })
  gonePenalties: number;
}

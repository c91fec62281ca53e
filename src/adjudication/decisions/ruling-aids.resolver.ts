import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { CaseRequest } from "../../case/evidence/case-request.entity";
import { Context } from "../../platform/graphql/context";
import { Ruling } from "../rulings/ruling.entity";
import { maySeeInsideOfRuling } from "../rulings/ruling.policy";
import { inFull } from "../rulings/ruling.queries";

@ObjectType({
  simpleResolvers: true,
  description: "An inference that a ruling drew from a request a side left unanswered.",
})
class AdverseInference {
  @Field(() => ID, { description: "The request, `req_…`." })
  requestId: string;

  @Field(() => CaseRequest, { description: "What was asked, of whom, and when it was missed." })
  request: CaseRequest;

  @Field(() => String, { description: "What is held against the side that did not answer, and why." })
  inference: string;
}

@Resolver(() => Ruling)
export class RulingAidsResolver {
  @FieldResolver(() => [AdverseInference], {
    nullable: true,
    description:
      "Inferences from a side's silence; empty if there are none. For the parties and platform staff; null to others.",
  })
  async adverseInferences(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<AdverseInference[] | null> {
    return inFull(ctx, ruling, async () => {
      const drawn = ruling.adverseInferences ?? [];
      const requests = await Promise.all(drawn.map(({ requestId }) => ctx.loaders.byId(CaseRequest, requestId)));
      return drawn.flatMap((inference, index) => {
        const request = requests[index];
        return request ? { ...inference, request } : [];
      });
    });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What refutes the presumption that the promises were broken; null where nothing was presumed, or the decision agrees with it. For the parties and platform staff; null to others.",
  })
  presumptionRebuttedBecause(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<string | null> | string | null {
    return inFull(ctx, ruling, () => ruling.presumptionRebuttedBecause);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Why the measures depart from past rulings on the same rule and level; null if no reason was given. For platform staff; null to others.",
  })
  departureReason(@Ctx() ctx: Context, @Root() ruling: Ruling): string | null {
    return maySeeInsideOfRuling(ctx.actor, ruling) ? ruling.departureReason : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Why words in the public texts that are also a name of a person in the case are meant as ordinary words; null if no reason was given. For platform staff; null to others.",
  })
  wordsReason(@Ctx() ctx: Context, @Root() ruling: Ruling): string | null {
    return maySeeInsideOfRuling(ctx.actor, ruling) ? ruling.wordsReason : null;
  }
}

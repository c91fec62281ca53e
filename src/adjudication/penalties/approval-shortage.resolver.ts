import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver } from "type-graphql";
import { DeskFigures } from "../../case/desk/figures.queries";
import { Context } from "../../platform/graphql/context";
import { PenaltyKind } from "../measures/penalty-kind.types";
import type { ApprovalShortage } from "./approval-reach.pure";
import { readApprovalShortages } from "./approval-reach.queries";
import { Penalty } from "./penalty.entity";

@ObjectType("ApprovalShortage", {
  simpleResolvers: true,
  description:
    "Penalties triggered by points that wait for ever, because fewer leads may approve them than must. More leads are needed, or another house rule.",
})
class ApprovalShortageType {
  @Field(() => PenaltyKind, { description: "Of which kind." })
  kind: PenaltyKind;

  @Field(() => Penalty, {
    nullable: true,
    description: "The one that waits; null when every one of its kind would, with the leads there are.",
  })
  penalty: Penalty | null;

  @Field(() => Int, { description: "How many leads must approve it." })
  needed: number;

  @Field(() => Int, { description: "How many can." })
  possible: number;
}

@Resolver(() => DeskFigures)
export class ApprovalShortageResolver {
  @FieldResolver(() => [ApprovalShortageType], {
    description: "Penalties that wait for more approvals than there are leads to give. Empty when all is well.",
  })
  async approvalShortages(@Ctx() ctx: Context): Promise<ApprovalShortageType[]> {
    const shortages = await readApprovalShortages(ctx.db, ctx.now());
    return Promise.all(shortages.map((shortage) => this.shown(ctx, shortage)));
  }

  private async shown(ctx: Context, { penaltyId, ...shortage }: ApprovalShortage): Promise<ApprovalShortageType> {
    return { ...shortage, penalty: penaltyId === null ? null : await ctx.loaders.byId(Penalty, penaltyId) };
  }
}

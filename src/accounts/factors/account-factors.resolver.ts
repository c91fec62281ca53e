import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import type { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { Account } from "../account/account.entity";
import { maySeeAccountDetails } from "../actor/account.policy";
import { signerOf } from "../roles/signer.queries";
import { FactorReset } from "./factor-reset.entity";
import { needsFactor, RESETTERS, whyNotReset } from "./factor.policy";
import { RecoveryCode } from "./recovery-code.entity";
import { askedIn, resetWaitsUntil } from "./factor.queries";
import { isStaffFactorRequired } from "./require-staff-factor";
import { SecondFactor } from "./second-factor.entity";
import { Reads } from "../../platform/graphql/reads";

const PRIVATE = "Null unless it is one's own account; administrators and auditors see it too.";

/** What is known of an account's second factors. */
const secondFactorActions = defineActions("SecondFactor", "someone else's second factors", {
  RESET: "resetSecondFactors",
});

@Resolver(() => Account)
export class AccountFactorsResolver {
  @Reads<Account>("id")
  @FieldResolver(() => [SecondFactor], {
    nullable: true,
    description: `The authenticator apps and passkeys that can confirm this person's sign-ins, oldest first. ${PRIVATE}`,
  })
  async secondFactors(@Ctx() ctx: Context, @Root() account: Account): Promise<SecondFactor[] | null> {
    return maySeeAccountDetails(ctx.actor, account.id)
      ? ctx.loaders.manyBy(SecondFactor, "accountId", account.id)
      : null;
  }

  @Reads<Account>("id")
  @FieldResolver(() => Int, {
    nullable: true,
    description: `How many recovery codes are still unused. ${PRIVATE}`,
  })
  async recoveryCodesLeft(@Ctx() ctx: Context, @Root() account: Account): Promise<number | null> {
    if (!maySeeAccountDetails(ctx.actor, account.id)) return null;
    const codes = await ctx.loaders.manyBy(RecoveryCode, "accountId", account.id);
    return codes.filter(({ usedAt }) => usedAt === null).length;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: `The person has staff roles that are not in force until a second factor is set up: operations that need them are refused SECOND_FACTOR_REQUIRED. ${PRIVATE}`,
  })
  async mustSetUpSecondFactor(@Ctx() ctx: Context, @Root() account: Account): Promise<boolean | null> {
    if (!maySeeAccountDetails(ctx.actor, account.id)) return null;
    if (!needsFactor(isStaffFactorRequired(ctx.db), account)) return false;
    return (await ctx.loaders.manyBy(SecondFactor, "accountId", account.id)).length === 0;
  }

  @FieldResolver(() => [secondFactorActions.AvailableAction], {
    description: "What the viewer may do about this person's second factors, as after the loss of a device.",
  })
  async secondFactorActions(@Ctx() ctx: Context, @Root() account: Account): Promise<Available<"RESET">[]> {
    const { actor } = ctx;
    if (!actor || (await ctx.loaders.manyBy(SecondFactor, "accountId", account.id)).length === 0) return [];
    const [reset = null] = await ctx.loaders.manyBy(FactorReset, "accountId", account.id);
    const asked = await askedIn(ctx.db, reset, (id) => ctx.loaders.byId(Account, id), ctx.now());
    const signer = await signerOf(ctx, actor, RESETTERS);
    return secondFactorActions.availableTo(ctx, () => whyNotReset(actor, account, asked, signer, ctx.now()));
  }

  @Reads<Account>("id")
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: `An administrator has requested the removal of this person's second factors: until when another administrator or a lead may agree. ${PRIVATE}`,
  })
  async secondFactorReset(@Ctx() ctx: Context, @Root() account: Account): Promise<number | null> {
    if (!maySeeAccountDetails(ctx.actor, account.id)) return null;
    const [wish] = await ctx.loaders.manyBy(FactorReset, "accountId", account.id);
    return wish ? resetWaitsUntil(ctx.db, wish, ctx.now()) : null;
  }
}

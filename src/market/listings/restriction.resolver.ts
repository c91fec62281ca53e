import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { MEASURES, RESTRICTION_KINDS, type MarketRestriction } from "../../house-rules/measures.table";
import { defineEnum } from "../../platform/graphql/enum";
import type { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { ProviderMember } from "../providers/provider-member.entity";
import { Provider } from "../providers/provider.entity";
import { loadRestrictions } from "./listing.queries";
import { isBarredBy, type Restriction } from "./restrictions";
import { Reads } from "../../platform/graphql/reads";

/** The API describes each kind by what the market does about it. */
const DESCRIPTIONS: Record<MarketRestriction, string> = {
  COOPERATION: "Out of search permanently; neither publishes nor sells; nobody is admitted with its licence again.",
  TRADE: "Out of search; neither publishes nor sells; can still defend itself and perform what is owed.",
  ORDERS: "Its listings, or one of them, cannot be ordered.",
  PLACE: "Ranked after all others in search.",
};

export const RestrictionKind = defineEnum<Restriction["kind"]>(
  "RestrictionKind",
  "What a penalty in force keeps a provider from.",
  Object.fromEntries(
    [...RESTRICTION_KINDS].reverse().map((kind) => [kind, DESCRIPTIONS[MEASURES[kind].restricts]]),
  ) as Record<Restriction["kind"], string>,
);

const MemberRights = defineEnum("MemberRights", "What a provider's member can do when signed in.", {
  FULL: "Publishing, selling, answering cases.",
  DEFENCE_ONLY:
    "The provider is suspended or terminated: its members can only answer cases and perform what is owed. Publishing and selling are refused PROVIDER_RESTRICTED.",
});
type MemberRights = keyof typeof MemberRights;

@ObjectType("Restriction", {
  simpleResolvers: true,
  description: "A restriction in force on a provider at this moment. It begins and ends automatically.",
})
class RestrictionType implements Restriction {
  @Field(() => RestrictionKind, { description: "What it keeps the provider from." })
  kind: Restriction["kind"];

  @Field(() => ID, { nullable: true, description: "The one listing it concerns; null when all." })
  listingId: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it ends automatically; null when it does not." })
  until: number | null;
}

@Resolver(() => Provider)
export class ProviderRestrictionsResolver {
  @Reads<Provider>("id")
  @FieldResolver(() => [RestrictionType], { description: "The restrictions in force now. Public." })
  async restrictions(@Ctx() context: Context, @Root() provider: Provider): Promise<readonly Restriction[]> {
    return (await loadRestrictions(context, provider.id))?.acting ?? [];
  }
}

@Resolver(() => ProviderMember)
export class MemberRightsResolver {
  @Reads<ProviderMember>("providerId")
  @FieldResolver(() => MemberRights, { description: "What the member can do for the provider at this moment." })
  async rights(@Ctx() context: Context, @Root() member: ProviderMember): Promise<MemberRights> {
    const provider = await context.loaders.byId(Provider, member.providerId);
    const barred =
      (provider && isBarredBy(provider)) || (await loadRestrictions(context, member.providerId))?.hidden === true;
    return barred ? "DEFENCE_ONLY" : "FULL";
  }
}

import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { absentAsNull } from "../../platform/graphql/absent";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { TitleArgs } from "../../platform/graphql/title-args.types";
import { Context } from "../../platform/graphql/context";
import type { Role } from "../../accounts/actor/actor";
import { Provider } from "../providers/provider.entity";
import { addListing } from "./add-listing";
import { Listing } from "./listing.entity";
import { CreateListingInput, SetListingStatusInput, UpdateListingInput } from "./listing-inputs.types";
import { CreateListingPayload, SetListingStatusPayload, UpdateListingPayload } from "./listing-payloads.types";
import {
  listedCategories,
  ListingConnection,
  loadRestrictions,
  MOST_CATEGORIES,
  providerListings,
  readListing,
} from "./listing.queries";
import { statusesFor } from "./listing.policy";
import { ListingVisibility, type ListingStatus } from "./listing-status.types";
import { setListingStatus } from "./set-listing-status";
import { updateListing } from "./update-listing";
import { one, Reads } from "../../platform/graphql/reads";

@Resolver(() => Listing)
export class ListingResolver {
  @Query(() => Listing, {
    nullable: true,
    description:
      "One listing. Drafts are visible only to the provider's members and platform staff. Null when there is none, or none for the viewer.",
  })
  async listing(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "Its id, `lst_…`." }) id: string,
  ): Promise<Listing | null> {
    return absentAsNull(readListing(context, id));
  }

  @Query(() => [String], {
    description: `The categories in which something is listed, alphabetically, at most the first ${MOST_CATEGORIES}: for choosing one, as in \`ListingFilter.category\`. Public.`,
  })
  async listingCategories(@Ctx() context: Context): Promise<string[]> {
    return listedCategories(context.db);
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF", "MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "AUDITOR")
  @Query(() => ListingConnection, {
    description:
      "All listings of one provider in any status, newest first. For its members and platform staff. Refused: NOT_FOUND.",
  })
  async providerListings(
    @Ctx() context: Context,
    @Arg("providerId", () => ID, { description: "Id of the provider, `prv_…`." }) providerId: string,
    @Args(() => TitleArgs) { text }: TitleArgs,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Listing>> {
    return providerListings(context, providerId, text || null, args);
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => CreateListingPayload, {
    description:
      "Writes a new listing, as a draft. Refused: NOT_FOUND, FORBIDDEN, PROVIDER_RESTRICTED, BAD_USER_INPUT.",
  })
  async createListing(
    @Ctx() context: Context,
    @Arg("input", () => CreateListingInput, { description: "The listing to be made." }) input: CreateListingInput,
  ): Promise<CreateListingPayload> {
    const { id } = await context.command("createListing", input, async (tx, actor) => ({
      id: (await addListing(tx, actor, input)).id,
    }));
    return { clientMutationId: input.clientMutationId, listing: await readListing(context, id) };
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => UpdateListingPayload, {
    description:
      "Changes a listing. Refused: NOT_FOUND, FORBIDDEN, PROVIDER_RESTRICTED, STALE_VERSION, BAD_USER_INPUT.",
  })
  async updateListing(
    @Ctx() context: Context,
    @Arg("input", () => UpdateListingInput, { description: "What to change; the rest stays." })
    input: UpdateListingInput,
  ): Promise<UpdateListingPayload> {
    const { id } = await context.command("updateListing", input, async (tx, actor) => ({
      id: (await updateListing(tx, actor, input)).id,
    }));
    return { clientMutationId: input.clientMutationId, listing: await readListing(context, id) };
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => SetListingStatusPayload, {
    description:
      "Publishes a listing or takes it down. Refused: NOT_FOUND, FORBIDDEN, PROVIDER_RESTRICTED (with the time it ends), NOT_IN_THIS_STATE.",
  })
  async setListingStatus(
    @Ctx() context: Context,
    @Arg("input", () => SetListingStatusInput, { description: "The listing and its new status." })
    input: SetListingStatusInput,
  ): Promise<SetListingStatusPayload> {
    const { id } = await context.command("setListingStatus", input, async (tx, actor) => ({
      id: (await setListingStatus(tx, actor, input)).id,
    }));
    return { clientMutationId: input.clientMutationId, listing: await readListing(context, id) };
  }

  @Reads<Listing>("status", "providerId", "id")
  @FieldResolver()
  async status(@Ctx() context: Context, @Root() listing: Listing): Promise<ListingStatus> {
    if (listing.status !== "LISTED") return listing.status;
    const restrictions = await loadRestrictions(context, listing.providerId);
    if (restrictions?.isFrozen(listing.id)) return "FROZEN";
    return restrictions?.isPaused(listing.id) ? "PAUSED" : "LISTED";
  }

  @FieldResolver(() => [ListingVisibility], {
    description:
      "What `setListingStatus` can make of it in its present state. For the provider's members; empty for others. LISTED may still be refused because of restrictions on its provider.",
  })
  availableStatuses(@Ctx() context: Context, @Root() listing: Listing): ListingVisibility[] {
    return statusesFor(context.actor, listing);
  }

  @Reads<Listing>(one(Provider, "providerId"))
  @FieldResolver(() => Provider, { description: "The provider that offers it." })
  async provider(@Ctx() context: Context, @Root() listing: Listing): Promise<Provider | null> {
    return context.loaders.one(Provider, listing, "providerId");
  }
}

import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Role } from "../../accounts/actor/actor";
import { INPUT } from "../../platform/graphql/idempotency";
import { Context } from "../../platform/graphql/context";
import { unavailableBecause } from "../../platform/graphql/unavailable-because";
import { authorOfRecords } from "./intake.policy";
import { createMarketplaceSource } from "./create-marketplace-source";
import {
  CreateMarketplaceSourceInput,
  CreateMarketplaceSourcePayload,
  UpsertMarketplaceRecordsInput,
  UpsertMarketplaceRecordsPayload,
} from "./intake.types";
import { MarketplaceSource } from "./marketplace-source.entity";
import { checkRecord, takeInRecords } from "./take-in-records";

@Resolver()
export class IntakeResolver {
  @Authorized<Role>("ADMIN", "AUDITOR")
  @Query(() => [MarketplaceSource], {
    description: "The systems of the marketplace whose records are taken in, by name. For administrators and auditors.",
  })
  marketplaceSources(@Ctx() context: Context): Promise<MarketplaceSource[]> {
    return context.db.find(MarketplaceSource, {}, "ORDER BY name");
  }

  @Authorized<Role>("ADMIN")
  @Mutation(() => CreateMarketplaceSourcePayload, {
    description:
      "Makes a system of the marketplace known, so that its records can be taken in. Refused: BAD_USER_INPUT, ALREADY_EXISTS.",
  })
  async createMarketplaceSource(
    @Arg("input", () => CreateMarketplaceSourceInput, INPUT) input: CreateMarketplaceSourceInput,
    @Ctx() context: Context,
  ): Promise<CreateMarketplaceSourcePayload> {
    const { sourceId } = await context.command("createMarketplaceSource", input, (tx, actor) =>
      createMarketplaceSource(tx, actor, input),
    );
    const source = await context.db.byId(MarketplaceSource, sourceId);
    if (!source) throw new Error(`source ${sourceId} not found`);
    return { clientMutationId: input.clientMutationId, source };
  }

  @Authorized<Role>("ADMIN", "INTEGRATION")
  @Mutation(() => UpsertMarketplaceRecordsPayload, {
    description:
      "Takes in what the marketplace keeps: people, providers, listings, promises, orders, deliveries, payments, refunds, each known by its id there. A record that says what is known changes nothing, so a request may be sent again. For administrators, and programs of the platform with the scope ORDERS_IMPORT. For more than hundreds, `POST /intake/SOURCE` takes the same records as NDJSON, one a line. Refused: NOT_FOUND for an unknown source; a record that is wrong is refused by itself, see `results`.",
  })
  async upsertMarketplaceRecords(
    @Arg("input", () => UpsertMarketplaceRecordsInput, INPUT) input: UpsertMarketplaceRecordsInput,
    @Ctx() context: Context,
  ): Promise<UpsertMarketplaceRecordsPayload> {
    const author = authorOfRecords(context.signedIn());
    const records = input.records.map(checkRecord);
    const results = await context.db.transact((tx) => takeInRecords(tx, author, input.source, records));
    return {
      clientMutationId: input.clientMutationId,
      results: results.map(({ obstacle, ...result }, index) => ({
        ...result,
        index,
        problem: unavailableBecause(context, obstacle),
        field: obstacle?.field ?? null,
      })),
    };
  }
}

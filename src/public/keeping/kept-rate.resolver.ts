import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { HouseRules } from "../../house-rules/house-rules";
import { lineageOf } from "../../market/promises/promise-lineage.pure";
import { ServicePromise } from "../../market/promises/service-promise.entity";
import { Provider } from "../../market/providers/provider.entity";
import { Context } from "../../platform/graphql/context";
import { loadKept, loadKeptOfProvider } from "./keeping.queries";
import { keptShare, NOTHING_KEPT, type Kept } from "./kept-rate.pure";
import { KeptRate } from "./kept-rate.types";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => ServicePromise)
export class PromiseKeptResolver {
  @FieldResolver(() => KeptRate, {
    description:
      "How often this promise was kept, with all its versions, and with promises of the same kind for the same listing (or, like this one, for everything) that came before it. Of the platform's own promises, which every provider gives, nothing is counted.",
  })
  async keptRate(@Ctx() ctx: Context, @Root() promise: ServicePromise): Promise<KeptRate> {
    const { providerId } = promise;
    return toRate(ctx, providerId === null ? null : await loadKept(ctx, lineageOf(promise, providerId)));
  }
}

@Resolver(() => Provider)
export class ProviderKeptResolver {
  @Reads<Provider>("id")
  @FieldResolver(() => KeptRate, {
    description: "How often the provider kept its promises, all of them together; counted at least once a day.",
  })
  async keptRate(@Ctx() ctx: Context, @Root() provider: Provider): Promise<KeptRate> {
    return toRate(ctx, await loadKeptOfProvider(ctx, provider.id));
  }
}

async function toRate(ctx: Context, found: Kept | null): Promise<KeptRate> {
  const counts = found ?? NOTHING_KEPT;
  const leastOrders = (await HouseRules.inForce(ctx.db, ctx.now())).number("promise.kept", "least");
  return { orders: counts.kept + counts.broken, share: keptShare(counts, leastOrders), leastOrders };
}

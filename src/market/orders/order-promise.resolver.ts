import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Context } from "../../platform/graphql/context";
import { promiseDigest } from "../promises/promise-digest.pure";
import { PromiseVersion } from "../promises/promise-version.entity";
import { OrderPromise } from "./order-promise.entity";
import { one, Reads } from "../../platform/graphql/reads";

@Resolver(() => OrderPromise)
export class OrderPromiseResolver {
  @Reads<OrderPromise>(one(PromiseVersion, "promiseVersionId"))
  @FieldResolver(() => PromiseVersion, { description: "What was promised." })
  async promiseVersion(@Ctx() context: Context, @Root() promise: OrderPromise): Promise<PromiseVersion | null> {
    return context.loaders.one(PromiseVersion, promise, "promiseVersionId");
  }

  @Reads<OrderPromise>("digest", "promiseVersionId")
  @FieldResolver(() => Boolean, {
    description:
      "Whether the version, read and hashed again just now, still has the order's digest. False means that someone has tampered with the promise.",
  })
  async digestMatches(@Ctx() context: Context, @Root() promise: OrderPromise): Promise<boolean> {
    const version = await context.loaders.byId(PromiseVersion, promise.promiseVersionId);
    return version !== null && promiseDigest(version) === promise.digest;
  }
}

import { Ctx, Query, Resolver } from "type-graphql";
import { ApiLimits } from "./api-limits.types";
import type { Context } from "./context";

@Resolver()
export class ApiLimitsResolver {
  @Query(() => ApiLimits, { description: "The limits of this server's API, as they are set now." })
  apiLimits(@Ctx() { services }: Context): ApiLimits {
    return services.apiLimits;
  }
}

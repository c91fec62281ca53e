import { Extensions, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import { cataloguedRefusals, REFUSAL_CODES, type CataloguedRefusal } from "../refusal-catalogue";
import type { Retry } from "../refusals.table";
import { CATALOGUE } from "./cost";
import { defineEnum } from "./enum";

const RefusalRetry = defineEnum<Retry>("RefusalRetry", "Whether a refused request may be sent again.", {
  NEVER: "The same is refused again: something else has to be sent, or nothing.",
  AFTER_SIGN_IN: "After `refreshSession`, or a new sign-in.",
  AFTER_READING: "What it concerns is not as the client thought: read it again, then decide what to send.",
  LATER:
    "The same, after `retryAfter` seconds or from `availableAt` on; where there is neither, after a pause that grows if `httpStatus` is 500 or more, and otherwise once what stands in the way is gone, not by itself. Mutations under the same `clientMutationId`.",
});

@ObjectType({ simpleResolvers: true, description: "One way in which the API refuses." })
export class Refusal {
  @Field(() => REFUSAL_CODES, { description: "`extensions.code` of the error." })
  code: CataloguedRefusal["code"];

  @Field(() => String, { description: "What has happened." })
  meaning: string;

  @Field(() => Int, {
    description:
      "The status of a request that is refused as a whole. An operation that was executed has status 200, whatever its fields were refused with. A few reasons have a more exact one: 413 for `body.tooLong`.",
  })
  httpStatus: number;

  @Field(() => Int, {
    nullable: true,
    description: "What a websocket is closed with for it, with the code's name as the reason; null if none ever is.",
  })
  closeCode: number | null;

  @Field(() => RefusalRetry, { description: "Whether the same may be sent again." })
  retry: Retry;

  @Field(() => [String], {
    description: "What `extensions` may have beside `code`, `reason` and `requestId`, by name.",
  })
  fields: readonly string[];

  @Field(() => [String], {
    description:
      "`extensions.reason`: why exactly. A reason keeps its meaning; more may be added. The code itself stands for no more than the code says.",
  })
  reasons: readonly string[];
}

@Resolver()
export class RefusalResolver {
  @Extensions(CATALOGUE)
  @Query(() => [Refusal], {
    description: "Every way in which the API refuses, by code: what clients can switch on. For everyone.",
  })
  refusals(): Refusal[] {
    return cataloguedRefusals().map(({ code, says, status, closeCode, retry, carries, reasons }) => ({
      code,
      meaning: says,
      httpStatus: status,
      closeCode,
      retry,
      fields: carries,
      reasons,
    }));
  }
}

import { Field, InputType } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";

@InputType({ description: "What every saving of a draft may carry." })
export abstract class SaveDraftInput extends MutationInput {
  @Field(() => DateTime, {
    nullable: true,
    description:
      "`savedAt` of the newest version that you have read; null when what you write is new. Refused STALE_VERSION when something else has been saved since, ALREADY_EXISTS when it is not new. Left out: not checked, and the draft there is is written over.",
  })
  expectedSavedAt?: number | null;
}

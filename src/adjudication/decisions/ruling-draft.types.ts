import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { TextField } from "../../platform/graphql/text-field";

/** The column's limit: a MySQL TEXT holds 65,535 bytes. */
export const MOST_BYTES = 60_000;

@InputType({ description: "An unfinished decision." })
export class SaveRulingDraftInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`." })
  complaintId: string;

  @TextField({
    max: MOST_BYTES,
    description:
      "The text of a JSON object, in any shape the editor likes; at most 60000 bytes in UTF-8. Replaces the previous draft.",
  })
  content: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "`savedAt` of the draft that you have read; null when there was none. Refused STALE_VERSION when there is another one now. Left out: not checked, and the draft there is is written over.",
  })
  expectedSavedAt?: number | null;
}

@InputType({ description: "The draft to discard: one's own for this case." })
export class DiscardRulingDraftInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`." })
  complaintId: string;
}

import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";

/** What the column holds: MySQL's texts end at 65,535 bytes. */
export const MOST_BYTES = 60_000;

@InputType({ description: "A decision as far as it is written." })
export class SaveRulingDraftInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`." })
  complaintId: string;

  @TextField({
    max: MOST_BYTES,
    description:
      "The text of a JSON object, in whatever shape the editor likes; at most 60000 bytes in UTF-8. Replaces what was saved before.",
  })
  content: string;
}

@InputType({ description: "Whose draft to throw away: one's own, of this case." })
export class DiscardRulingDraftInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`." })
  complaintId: string;
}

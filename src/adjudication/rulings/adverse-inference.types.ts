import { Field, ID, InputType } from "type-graphql";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "An inference that a decision draws from a side's failure to answer a request." })
export class AdverseInferenceInput {
  @Field(() => ID, {
    description: "The request that was not answered in time, `req_…`; one of this case, at most once.",
  })
  requestId: string;

  @TextField({
    min: 10,
    max: 2_000,
    description:
      "What is held against the side that did not answer, and why; or why nothing is. At least 10 characters.",
  })
  inference: string;
}

import { Field, ID, InputType, Int } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { MoneyInput } from "../../platform/graphql/money";
import { TextField } from "../../platform/graphql/text-field";
import { ListingVisibility } from "./listing-status.types";

export const CATEGORY = { max: 64, pattern: { regex: /^[a-z0-9]+(-[a-z0-9]+)*$/, like: "skill-training" } };

@InputType({ description: "A listing to be written. It starts as a draft." })
export class CreateListingInput extends MutationInput {
  @Field(() => ID, { description: "The provider that offers it; you must be a member." })
  providerId: string;

  @TextField({
    ...CATEGORY,
    description: "The kind of service: lower-case words joined by hyphens, e.g. `skill-training`.",
  })
  category: string;

  @TextField({ max: 200, description: "Name of the service." })
  title: string;

  @TextField({ min: 0, max: 10_000, defaultValue: "", description: "What the service is, plain text." })
  description: string;

  @Field(() => MoneyInput, { description: "What one order costs." })
  price: MoneyInput;
}

@InputType({ description: "Changes to a listing. Fields left out stay as they are." })
export class UpdateListingInput extends MutationInput {
  @Field(() => ID, { description: "The listing; you must be a member of its provider." })
  listingId: string;

  @Field(() => Int, {
    description:
      "The `version` you have seen. When the listing has changed since, the request is refused STALE_VERSION and the message says the current version.",
  })
  expectedVersion: number;

  @TextField({
    ...CATEGORY,
    min: 1,
    nullable: true,
    description: "The kind of service: lower-case words joined by hyphens.",
  })
  category?: string | null;

  @TextField({ min: 1, max: 200, nullable: true, description: "Name of the service." })
  title?: string | null;

  @TextField({ max: 10_000, nullable: true, description: "What the service is, plain text." })
  description?: string | null;

  @Field(() => MoneyInput, {
    nullable: true,
    description: "What one order costs from now on. Orders already placed keep their price.",
  })
  price?: MoneyInput | null;
}

@InputType({ description: "Publishes a listing or takes it down." })
export class SetListingStatusInput extends MutationInput {
  @Field(() => ID, { description: "The listing; you must be a member of its provider." })
  listingId: string;

  @Field(() => ListingVisibility, { description: "The status to set. Choosing the present one changes nothing." })
  status: ListingVisibility;
}

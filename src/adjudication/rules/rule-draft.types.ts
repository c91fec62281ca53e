import { Field, ID, InputType, Int } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { TextField } from "../../platform/graphql/text-field";
import { RULE_CODE, RuleContentInput } from "./rule-content.types";

const NOTE = { max: 2_000, nullable: true, description: "Why the rule should change, for colleagues; not published." };
const DRAFT = { description: "The draft, `rdr_…`; an open one." };
const REVISION = {
  nullable: true,
  description:
    "The draft's `revision` that you have read; STALE_VERSION if it has changed since. Not checked when left out.",
};

@InputType({ description: "A proposed next version of a rule." })
export class CreateRuleDraftInput extends RuleContentInput {
  @TextField({
    max: 40,
    pattern: RULE_CODE,
    description: "The rule's code: capitals, digits and hyphens, e.g. `PRICE-1`. An unused code drafts a new rule.",
  })
  code: string;

  @TextField(NOTE)
  reason?: string | null;
}

@InputType({ description: "The complete new content of the draft; its code stays." })
export class UpdateRuleDraftInput extends RuleContentInput {
  @Field(() => ID, DRAFT)
  ruleDraftId: string;

  @Field(() => Int, REVISION)
  expectedRevision?: number | null;

  @TextField(NOTE)
  reason?: string | null;
}

@InputType({ description: "Which draft to discard." })
export class DiscardRuleDraftInput extends MutationInput {
  @Field(() => ID, DRAFT)
  ruleDraftId: string;
}

@InputType({ description: "Which draft to announce, and for when." })
export class PublishRuleDraftInput extends MutationInput {
  @Field(() => ID, DRAFT)
  ruleDraftId: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "The draft's `revision` that you have read and agree to; STALE_VERSION if it has changed since. Must be given: refused BAD_USER_INPUT without.",
  })
  expectedRevision?: number | null;

  @Field(() => DateTime, {
    description:
      "From when it is in force: at least the house rule's notice period from now (7 days unless changed), and later than the rule's latest version.",
  })
  effectiveFrom: number;
}

import { Field, ID, InputType, ObjectType } from "type-graphql";
import { AccountLocale } from "../../accounts/actor/account-enums.types";
import { defineActions } from "../../platform/graphql/available-action";
import { defineEnum } from "../../platform/graphql/enum";
import { MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import { asciiLike, TextField } from "../../platform/graphql/text-field";
import type { Locale } from "../../platform/identity/actor";
import { CannedText } from "./canned-text.entity";
import { VARIABLES_SAID } from "./variables.pure";

export type CannedTextOwner = keyof typeof CannedTextOwner;
export const CannedTextOwner = defineEnum("CannedTextOwner", "Whose a text is.", {
  MINE: "The viewer's: nobody else sees it.",
  TEAM: "The team's: all moderators use it, lead moderators write it.",
});

export const cannedTextActions = defineActions("CannedText", "a text of the desk", {
  UPDATE: "updateCannedText",
  DELETE: "deleteCannedText",
});

@InputType({ description: "What a text of the desk says." })
export abstract class CannedTextContentInput extends MutationInput {
  @Field(() => AccountLocale, { description: "The language it is written in." })
  language: Locale;

  @TextField({
    max: 40,
    pattern: asciiLike("AFTERSALES-1"),
    nullable: true,
    description: "Code of the rule that it is about, e.g. `PRICE-1`.",
  })
  ruleCode?: string | null;

  @TextField({ max: 60, description: "What it is found by; no other of the same owner and language is called so." })
  name: string;

  @TextField({
    max: 4_000,
    description: `The text. Between double braces stand variables only: ${VARIABLES_SAID}.`,
  })
  text: string;
}

@InputType({ description: "A text of the desk." })
export class CreateCannedTextInput extends CannedTextContentInput {
  @Field(() => CannedTextOwner, { defaultValue: "MINE", description: "Whose it is; TEAM by lead moderators only." })
  owner: CannedTextOwner;
}

@InputType({ description: "A text of the desk as it should be." })
export class UpdateCannedTextInput extends CannedTextContentInput {
  @Field(() => ID, { description: "The text, `cnt_…`." })
  cannedTextId: string;
}

@InputType({ description: "The text to remove." })
export class DeleteCannedTextInput extends MutationInput {
  @Field(() => ID, { description: "The text, `cnt_…`." })
  cannedTextId: string;
}

@ObjectType({ simpleResolvers: true, description: "The texts that the viewer may use, after the command." })
export class CannedTextPayload extends MutationPayload {
  @Field(() => [CannedText], { description: "One's own and the team's, by name." })
  cannedTexts: CannedText[];
}

import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { AccountLocale } from "../../accounts/actor/account-enums.types";
import { Code, Id, Instant, Line, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import type { Locale } from "../../platform/identity/actor";
import { VARIABLES_SAID } from "./variables.pure";

/** Of no case: what differs from case to case is a variable, and is put in where the text is used. */
@Entity("canned_text")
@Index(["ownerId"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A text that moderators write again and again, with variables for what differs from case to case. One's own, or the team's.",
})
export class CannedText {
  static readonly idPrefix = "cnt";

  @Id()
  @Field(() => ID, { description: "Its id, `cnt_…`." })
  id: string;

  /** null: the team's. */
  @Ref(() => Account, { nullable: true })
  ownerId: string | null;

  @Code()
  @Field(() => AccountLocale, { description: "The language it is written in." })
  language: Locale;

  @Code({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Code of the rule that it is about, e.g. `PRICE-1`; null when it is about none.",
  })
  ruleCode: string | null;

  @Line(60)
  @Field(() => String, { description: "What it is found by." })
  name: string;

  @LongText()
  @Field(() => String, { description: `The text, with ${VARIABLES_SAID} for what the case says there.` })
  text: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was last changed." })
  changedAt: number;
}

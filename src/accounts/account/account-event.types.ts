import { Field, ID, Int, ObjectType } from "type-graphql";
import { DateTime } from "../../platform/graphql/scalars";
import { AccountEventBy, AccountEventType } from "./account-event-enums.types";
import { AccountRole } from "../actor/account-enums.types";

@ObjectType({
  simpleResolvers: true,
  description: "One event of an account's history: who signed in, what was attempted, what changed. Immutable.",
})
export class AccountEvent {
  @Field(() => ID, { description: "Unique and opaque." })
  id: string;

  /** Its number in the account's history. */
  seq: number;

  @Field(() => AccountEventType, { description: "What happened to the account." })
  type: AccountEventType;

  @Field(() => DateTime, { description: "When it happened." })
  at: number;

  @Field(() => AccountEventBy, { description: "Who caused it." })
  by: AccountEventBy;

  actorId: string | null;
  sessionId: string | null;

  @Field(() => Int, { nullable: true, description: "How many wrong passwords, for SIGN_IN_FAILED; else null." })
  failures: number | null;

  @Field(() => [AccountRole], {
    nullable: true,
    description: "The roles it has had since, for ACCOUNT_REGISTERED and ACCOUNT_ROLES_CHANGED; else null.",
  })
  roles: AccountRole[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The reason given by staff, for what they did about the account or the person's complaints; else null.",
  })
  reason: string | null;
}

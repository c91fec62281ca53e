import { Field, ID, InputType } from "type-graphql";
import { MutationInput, UnrememberedInput } from "../../platform/graphql/idempotency";
import { ListOf, TextField } from "../../platform/graphql/text-field";
import type { Locale } from "../../platform/identity/actor";
import { AccountLocale, AccountRole, AccountStatus } from "../actor/account-enums.types";
import { LOGIN_PATTERN, LONGEST_LOGIN } from "./login.pure";
import { LEAST_PASSWORD, LONGEST_PASSWORD, PASSWORD_RULE } from "./password-rule.pure";

const NAME_RULE = "It must not look like an official name of the platform, e.g. with 官方 or “support”.";

@InputType({
  description:
    "A consumer's own registration. Repeating it is refused ALREADY_EXISTS once it has worked: sign in then.",
})
export class RegisterAccountInput extends UnrememberedInput {
  @TextField({
    min: 3,
    max: LONGEST_LOGIN,
    pattern: LOGIN_PATTERN,
    description:
      "The name to sign in with: letters and digits of any script and `. _ @ + -`. Case does not matter. At least 3 characters.",
  })
  login: string;

  @TextField({ min: LEAST_PASSWORD, max: LONGEST_PASSWORD, verbatim: true, description: PASSWORD_RULE })
  password: string;

  @TextField({ max: 120, description: `The name others see. ${NAME_RULE}` })
  displayName: string;

  @Field(() => AccountLocale, {
    nullable: true,
    description: "Language of messages to this person; the request's language when left out.",
  })
  locale?: Locale | null;
}

@InputType({ description: "Changes to one's own account; fields left out stay as they are." })
export class UpdateAccountInput extends MutationInput {
  @TextField({ min: 1, max: 120, nullable: true, description: `The name others see. ${NAME_RULE}` })
  displayName?: string | null;

  @Field(() => AccountLocale, { nullable: true, description: "Language of messages to this person." })
  locale?: Locale | null;

  @TextField({
    max: 64,
    nullable: true,
    description: "The IANA time zone by whose clock messages tell times to this person, such as Asia/Shanghai.",
  })
  timeZone?: string | null;
}

@InputType({
  description:
    "The roles an account is to have: removed at once; granted at once or after a second person's approval, depending on the role.",
})
export class SetAccountRolesInput extends MutationInput {
  @Field(() => ID, { description: "Whose roles; not one's own." })
  accountId: string;

  @Field(() => [AccountRole], { description: "The complete list: roles not named are removed." })
  @ListOf(0, Object.keys(AccountRole).length)
  roles: AccountRole[];

  @TextField({ max: 500, nullable: true, description: "Why, for the second person to read; kept with the proposals." })
  reason?: string | null;
}

@InputType({ description: "Whom to suspend, and why." })
export class SuspendAccountInput extends MutationInput {
  @Field(() => ID, { description: "The account; not one's own." })
  accountId: string;

  @TextField({ max: 500, description: "Why; kept in the account's history." })
  reason: string;
}

@InputType({ description: "Whom to reinstate, and why." })
export class ReinstateAccountInput extends SuspendAccountInput {}

@InputType({
  description: "Narrows the list of accounts. Conditions left out do not narrow; those given must all hold.",
})
export class AccountFilter {
  @TextField({
    min: 1,
    max: 120,
    nullable: true,
    description:
      "Only those with this text: as their id; or all its words in the login or in the name. Words are found whole, and by their first letters from three on; Chinese by characters that stand together.",
  })
  text?: string | null;

  @Field(() => AccountRole, {
    nullable: true,
    description: "Only those with this role of their own. Roles from memberships of providers are none.",
  })
  role?: AccountRole | null;

  @Field(() => AccountStatus, { nullable: true, description: "Only those in this state." })
  status?: AccountStatus | null;
}

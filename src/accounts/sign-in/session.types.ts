import { Field, ID, InputType, ObjectType } from "type-graphql";
import { MutationInput, MutationPayload, UnrememberedInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { TextField } from "../../platform/graphql/text-field";
import { Account } from "../account/account.entity";
import { LEAST_PASSWORD, LONGEST_PASSWORD, PASSWORD_RULE } from "../account/password-rule.pure";

@InputType({ description: "Login and password. Every call opens a new session." })
export class SignInInput extends UnrememberedInput {
  @TextField({ max: 120, description: "As registered; capitals do not matter." })
  login: string;

  @TextField({
    max: LONGEST_PASSWORD,
    verbatim: true,
    description: "As it was set; every character counts, including spaces at the ends.",
  })
  password: string;

  @TextField({
    max: 200,
    nullable: true,
    description:
      "The `deviceToken` that this account's last sign-in on this device returned. With it, wrong passwords that others send for this login do not delay this one.",
  })
  deviceToken?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True to receive a `deviceToken`, when the device is the person's own and can store it; false when left out.",
  })
  rememberDevice?: boolean | null;
}

@InputType({ description: "The refresh token of a session." })
export class RefreshSessionInput extends UnrememberedInput {
  @TextField({ max: 200, description: "The newest refresh token of the session." })
  refreshToken: string;
}

@InputType({ description: "The current password, and the new one." })
export class ChangePasswordInput extends MutationInput {
  @TextField({ max: LONGEST_PASSWORD, verbatim: true, description: "The current password." })
  currentPassword: string;

  @TextField({
    min: LEAST_PASSWORD,
    max: LONGEST_PASSWORD,
    verbatim: true,
    description: `The new password. ${PASSWORD_RULE}`,
  })
  newPassword: string;
}

@InputType({ description: "Which of one's own sessions to end." })
export class EndSessionInput extends MutationInput {
  @Field(() => ID, { description: "One of `Account.sessions`; it may be the current one." })
  sessionId: string;
}

@InputType({ description: "Only the request's own name: the access token says which session to end." })
export class SignOutInput extends MutationInput {}

@InputType({ description: "Only the request's own name: the access token says whose sessions to end." })
export class SignOutEverywhereInput extends MutationInput {}

@ObjectType({
  simpleResolvers: true,
  description: "A session: keep both tokens; send the access token as `Authorization: Bearer …`.",
})
export class SessionPayload extends MutationPayload {
  @Field(() => String, { description: "Proves who is asking, for 15 minutes." })
  accessToken: string;

  @Field(() => DateTime, {
    description: "When the access token expires; requests are refused TOKEN_EXPIRED from then on. Refresh before.",
  })
  accessTokenExpiresAt: number;

  @Field(() => String, {
    description:
      "Pass it to `refreshSession` for the next pair. It works once: a repeated request gets the same response for 30 seconds, in case it got lost; a later second use ends the session.",
  })
  refreshToken: string;

  @Field(() => DateTime, {
    description:
      "When the refresh token expires, and with it the session: after long disuse, or when the session has reached its longest duration.",
  })
  refreshTokenExpiresAt: number;

  @Field(() => String, {
    nullable: true,
    description:
      "Keep it on this device, also after signing out, and pass it to the next `signIn` of this account: it shows that the device has signed in before. It gives no access on its own. Null unless `rememberDevice` requested it or the device is known, and of `refreshSession`.",
  })
  deviceToken: string | null;

  @Field(() => Account, { description: "The session's account, as its owner sees it." })
  account: Account;
}

import { Field, ID, InputType, ObjectType } from "type-graphql";
import { MutationInput, MutationPayload, UnrememberedInput } from "../platform/graphql/idempotency";
import { DateTime } from "../platform/graphql/scalars";
import { TextField } from "../platform/graphql/text-field";
import { Account } from "./account.entity";
import { LEAST_PASSWORD, LONGEST_PASSWORD, PASSWORD_RULE } from "./password-rule.pure";

@InputType({ description: "Login and password. Every call opens a new session." })
export class SignInInput extends UnrememberedInput {
  @TextField({ max: 120, description: "As registered; capitals do not matter." })
  login: string;

  @TextField({
    max: LONGEST_PASSWORD,
    verbatim: true,
    description: "As it was set, every character of it: spaces at the ends count.",
  })
  password: string;

  @TextField({
    max: 200,
    nullable: true,
    description:
      "The `deviceToken` that this account's last sign-in on this device gave. With it, wrong passwords that others send for this login do not stand in the way.",
  })
  deviceToken?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True to be given a `deviceToken`, when the device is the person's own and can keep it; taken as false when left out.",
  })
  rememberDevice?: boolean | null;
}

@InputType({ description: "The refresh token of a session." })
export class RefreshSessionInput extends UnrememberedInput {
  @TextField({ max: 200, description: "The newest refresh token of the session." })
  refreshToken: string;
}

@InputType({ description: "The password that holds now, and the one that shall." })
export class ChangePasswordInput extends MutationInput {
  @TextField({ max: LONGEST_PASSWORD, verbatim: true, description: "The password that holds now." })
  currentPassword: string;

  @TextField({
    min: LEAST_PASSWORD,
    max: LONGEST_PASSWORD,
    verbatim: true,
    description: `The next one. ${PASSWORD_RULE}`,
  })
  newPassword: string;
}

@InputType({ description: "Which of one's own sessions to end." })
export class EndSessionInput extends MutationInput {
  @Field(() => ID, { description: "One of `Account.sessions`; it may be this very one." })
  sessionId: string;
}

@InputType({ description: "Nothing but the request's own name: the access token says which session to end." })
export class SignOutInput extends MutationInput {}

@InputType({ description: "Nothing but the request's own name: the access token says whose sessions to end." })
export class SignOutEverywhereInput extends MutationInput {}

@ObjectType({
  simpleResolvers: true,
  description: "A session: keep both tokens; send the access token as `Authorization: Bearer …`.",
})
export class SessionPayload extends MutationPayload {
  @Field(() => String, { description: "Proves who is asking, for 15 minutes." })
  accessToken: string;

  @Field(() => DateTime, {
    description: "When the access token ends; requests are refused TOKEN_EXPIRED from then on. Refresh before.",
  })
  accessTokenExpiresAt: number;

  @Field(() => String, {
    description:
      "Give it to `refreshSession` for the next pair. It works once: the same answer is given again for 30 seconds, in case it got lost; a later second use ends the session.",
  })
  refreshToken: string;

  @Field(() => DateTime, {
    description:
      "When the refresh token ends, and with it the session: after long disuse, or when the session has lasted as long as any may.",
  })
  refreshTokenExpiresAt: number;

  @Field(() => String, {
    nullable: true,
    description:
      "Keep it on this device, also after signing out, and give it to the next `signIn` of this account: it shows that the device was there before. It opens nothing by itself. Null unless `rememberDevice` asked for it or the device is known, and of `refreshSession`.",
  })
  deviceToken: string | null;

  @Field(() => Account, { description: "Whose session it is, as that person sees it." })
  account: Account;
}

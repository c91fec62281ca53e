import { Field, InputType, ObjectType } from "type-graphql";
import { MutationInput } from "../platform/graphql/idempotency";
import { DateTime } from "../platform/graphql/scalars";
import { TextField } from "../platform/graphql/text-field";
import { Account } from "./account.entity";

@InputType({
  description: "Login and password. Every call opens a new session; `clientMutationId` is only handed back.",
})
export class SignInInput extends MutationInput {
  @TextField({ max: 120, description: "As registered; capitals do not matter." })
  login: string;

  @TextField({ max: 200, description: "As registered." })
  password: string;
}

@InputType({ description: "The refresh token of a session; `clientMutationId` is only handed back." })
export class RefreshSessionInput extends MutationInput {
  @TextField({ max: 200, description: "The newest refresh token of the session. It works once." })
  refreshToken: string;
}

@InputType({ description: "Nothing but the request's own name: the access token says which session to end." })
export class SignOutInput extends MutationInput {}

@InputType({ description: "Nothing but the request's own name: the access token says whose sessions to end." })
export class SignOutEverywhereInput extends MutationInput {}

@ObjectType({
  simpleResolvers: true,
  description: "A session: keep both tokens; send the access token as `Authorization: Bearer …`.",
})
export class SessionPayload {
  @Field(() => String, { nullable: true, description: "As sent." })
  clientMutationId?: string;

  @Field(() => String, { description: "Proves who is asking, for 15 minutes." })
  accessToken: string;

  @Field(() => DateTime, {
    description: "When the access token ends; requests are refused TOKEN_EXPIRED from then on. Refresh before.",
  })
  accessTokenExpiresAt: number;

  @Field(() => String, {
    description: "Give it to `refreshSession` for the next pair. It works once; a second use ends the session.",
  })
  refreshToken: string;

  @Field(() => DateTime, { description: "When the refresh token ends: 30 days after it was given." })
  refreshTokenExpiresAt: number;

  @Field(() => Account, { description: "Whose session it is." })
  account: Account;
}

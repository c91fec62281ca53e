import { Field, ID, InputType, ObjectType } from "type-graphql";
import { Scope } from "../../accounts/actor/scope.types";
import { defineActions } from "../../platform/graphql/available-action";
import { Connection } from "../../platform/graphql/connection";
import { MutationInput, MutationPayload, UnrememberedInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { ListOf, TextField } from "../../platform/graphql/text-field";
import { ApiClient } from "./api-client.entity";
import { ApiKey } from "./api-key.entity";

export const ApiClientConnection = Connection(ApiClient, "ApiClient");

export type ApiClientAction = "UPDATE" | "CREATE_KEY" | "REVOKE_KEY" | "CLOSE";
export const apiClientActions = defineActions<ApiClientAction>("ApiClient", "an API client", {
  UPDATE: "updateApiClient",
  CREATE_KEY: "createApiKey",
  REVOKE_KEY: "revokeApiKey",
  CLOSE: "closeApiClient",
});

const NAME =
  "What it is called, e.g. after the system that it connects. Both sides of a case read it where it has acted.";
const ADDRESSES =
  "The addresses from which its keys are accepted: IPv4 addresses or ranges, IPv6 ranges of a /64 or more, e.g. `203.0.113.7`, `198.51.100.0/24`, `2001:db8:1::/48`. Empty: from anywhere.";
const MOST_ADDRESSES = 20;
const MOST_SCOPES = 30;

@InputType({ description: "A program that is to use the API." })
export class CreateApiClientInput extends MutationInput {
  @Field(() => ID, {
    nullable: true,
    description: "The provider it acts for, `prv_…`; left out: the platform.",
  })
  providerId?: string | null;

  @TextField({ max: 120, description: NAME })
  name: string;

  @ListOf(1, MOST_SCOPES)
  @Field(() => [Scope], {
    description: "What it may do, at least one. Give no more than it needs: each can be added later.",
  })
  scopes: Scope[];

  @ListOf(0, MOST_ADDRESSES)
  @Field(() => [String], { defaultValue: [], description: ADDRESSES })
  addresses: string[];
}

@InputType({ description: "Changes to an API client; fields left out stay as they are." })
export class UpdateApiClientInput extends MutationInput {
  @Field(() => ID, { description: "The client, `apc_…`." })
  apiClientId: string;

  @TextField({ min: 1, max: 120, nullable: true, description: NAME })
  name?: string | null;

  @ListOf(1, MOST_SCOPES)
  @Field(() => [Scope], {
    nullable: true,
    description: "What it may do from now on, at least one. Connections of a client that loses one end.",
  })
  scopes?: Scope[] | null;

  @ListOf(0, MOST_ADDRESSES)
  @Field(() => [String], { nullable: true, description: ADDRESSES })
  addresses?: string[] | null;
}

@InputType({ description: "The client that gets a further key. Repeating it makes another one." })
export class CreateApiKeyInput extends UnrememberedInput {
  @Field(() => ID, { description: "The client, `apc_…`." })
  apiClientId: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "Until when the key is accepted, in the future; left out: until it is revoked.",
  })
  expiresAt?: number | null;
}

@InputType({ description: "The key that is to be accepted no longer." })
export class RevokeApiKeyInput extends MutationInput {
  @Field(() => ID, { description: "The key, `apk_…`." })
  apiKeyId: string;
}

@InputType({ description: "The client that is to act no longer." })
export class CloseApiClientInput extends MutationInput {
  @Field(() => ID, { description: "The client, `apc_…`." })
  apiClientId: string;
}

@ObjectType({ simpleResolvers: true, description: "The API client after the command." })
export class ApiClientPayload extends MutationPayload {
  @Field(() => ApiClient, { description: "The API client as it is now." })
  apiClient: ApiClient;
}

@ObjectType({ simpleResolvers: true, description: "What `createApiKey` returns." })
export class CreateApiKeyPayload extends ApiClientPayload {
  @Field(() => ApiKey, { description: "The new key, without its secret." })
  apiKey: ApiKey;

  @Field(() => String, {
    description:
      "The secret, to be sent as `Authorization: Bearer …`. It is returned this once, and cannot be read again.",
  })
  secret: string;
}

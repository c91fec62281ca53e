import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import type { KeptKey } from "../../market/api-clients/keep-api-key";
import { Provider } from "../../market/providers/provider.entity";
import { Id, Instant, Json, Line, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";

/** Of the secrets that were shown once, what a sandbox that is opened for the first time is given. */
export interface SandboxCredentials {
  passwordHash: string;
  providerKey: KeptKey;
  platformKey: KeptKey;
}

/** That there is a sandbox. What is in it is in a database of its own, which the first request to it makes. */
@Entity("sandbox")
@Index(["providerId", "id"])
@Index(["lastUsedAt"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A market for trying things out: a database, people, keys and a clock of its own. Nothing in it is in the register, the statistics or the search of the market itself, and nothing leaves it but its webhooks.",
})
export class Sandbox {
  static readonly idPrefix = "sbx";

  @Id()
  @Field(() => ID, { description: "Stable id, `sbx_…`." })
  id: string;

  /** Null: the platform's own. */
  @Ref(() => Provider, { nullable: true })
  providerId: string | null;

  @Line(120)
  @Field(() => String, { description: "What it is for." })
  name: string;

  @Json()
  credentials: SandboxCredentials;

  @Instant()
  @Field(() => DateTime, { description: "When it was made." })
  createdAt: number;

  @Instant()
  @Field(() => DateTime, { description: "When it was last used, to about a minute; at first when it was made." })
  lastUsedAt: number;
}

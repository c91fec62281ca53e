import type { Request } from "./load";
import type { Child } from "./processes";
import type { Person, World } from "./world";
import { AccessTokens } from "../../src/accounts/sessions/access-tokens";
import { systemClock } from "../../src/platform/clock";

/** A task that both servers can do, with each one's requests. */
export interface Work {
  name: string;
  /** Called before each stretch of measuring: access tokens expire after a quarter of an hour. */
  prepare(): Promise<void>;
  floor(): Request | undefined;
  ours(): Request | undefined;
  /** Requests in one round, for tasks that use up what was seeded; without it a round lasts a fixed time. */
  perRound?: number;
  /** The most requests that may be used up before measuring. */
  warmUp?: number;
  /** Throws when the two servers differ. */
  verify(askFloor: Ask, askOurs: Ask): Promise<void>;
}

export type Ask = (request: Request) => Promise<Record<string, unknown>>;

export interface Bench {
  world: World;
  databaseUrl: string;
  database: Child;
  tokens: Tokens;
  /** The settings of our server. */
  ourEnv: NodeJS.ProcessEnv;
  /** How many filings and rulings are seeded for one stretch of measuring. */
  writes: number;
  rounds: number;
}

export class Tokens {
  private readonly issuer: AccessTokens;

  constructor(secret: string) {
    this.issuer = new AccessTokens(secret, systemClock);
  }

  async of({ id, session }: Person): Promise<string> {
    return (await this.issuer.issue({ accountId: id, tokenVersion: 1, sessionId: session })).token;
  }

  async ofAll(people: Iterable<Person>): Promise<Map<string, string>> {
    return new Map(
      await Promise.all(
        [...new Set(people)].map(async (person): Promise<[string, string]> => [person.id, await this.of(person)]),
      ),
    );
  }
}

export const graphql = (query: string, variables: object, token?: string): Request => ({
  method: "POST",
  path: "/graphql",
  token,
  body: JSON.stringify({ query, variables }),
});

/** Compares two responses, leaving out what must differ; reports where they differ. */
export function sameJson(name: string, floor: unknown, ours: unknown): void {
  const [a, b] = [JSON.stringify(floor), JSON.stringify(ours)];
  if (a === b) return;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  throw new Error(
    `${name}: the answers differ\nfloor  …${a.slice(Math.max(0, at - 100), at + 200)}\nours   …${b.slice(Math.max(0, at - 100), at + 200)}`,
  );
}

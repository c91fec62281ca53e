import { setTimeout as delay } from "node:timers/promises";
import { AccessTokens } from "../../src/accounts/sessions/access-tokens";
import { DEMO_PEOPLE } from "../../src/app/demo/demo-people";
import { mutationDocument, type Answer } from "../support/world";
import { SECRET } from "./nodes";
import { PATIENCE_MS } from "../support/eventually";

/** Of the access tokens that the product issues. */
const TOKEN_LIFE_S = 15 * 60;
/** Soon, and then less often. */
const AGAIN_MS = [25, 50, 100] as const;
/** A node that says nothing for so long is asked no more. */
const SILENCE_MS = 10_000;

/** "Come back": what a client answers by asking again, here or elsewhere. */
export const PASSING: ReadonlySet<unknown> = new Set(["UNAVAILABLE", "OVERLOADED"]);

interface Claims {
  exp: number;
  sub: string;
  tv: number;
  sid: string;
}

const claimsOf = (token: string): Claims =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Claims;

interface Tokens {
  accessToken: string;
  account: { id: string };
}

/** Somebody's sign-in, shared by all their clients, who ask one node after another until one answers. */
export class Session {
  /** Requests that had to be sent again: lost on the way, or answered "come back". */
  retries = 0;
  private tokens: Promise<Tokens>;
  private turn = 0;

  constructor(
    readonly login: string,
    private readonly addresses: readonly string[],
    tokens?: Promise<Tokens>,
  ) {
    this.tokens = tokens ?? this.signIn();
  }

  /** The same sign-in by other ways to the nodes. */
  by(addresses: readonly string[]): Session {
    return new Session(this.login, addresses, this.tokens);
  }

  async token(): Promise<string> {
    return (await this.tokens).accessToken;
  }

  async accountId(): Promise<string> {
    return (await this.tokens).account.id;
  }

  /** Another token, if this one has ended. Those who ask at once get the same. */
  async renew(): Promise<void> {
    const held = this.tokens;
    const { accessToken } = await held;
    if (claimsOf(accessToken).exp * 1_000 <= Date.now() && this.tokens === held) this.tokens = this.signIn();
    await this.tokens;
  }

  /** From now on a token that ends in so many seconds. */
  async shorten(seconds: number): Promise<void> {
    const tokens = await this.tokens;
    const { sub: accountId, tv: tokenVersion, sid: sessionId } = claimsOf(tokens.accessToken);
    const issuer = new AccessTokens(SECRET, { now: () => Date.now() - (TOKEN_LIFE_S - seconds) * 1_000 });
    const { token } = await issuer.issue({ accountId, tokenVersion, sessionId });
    this.tokens = Promise.resolve({ ...tokens, accessToken: token });
  }

  /** Runs the mutation, sent again under its name until it is answered. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are whatever was selected
  async do(mutation: string, input: Record<string, unknown>, selection = "{ complaint { id } }"): Promise<any> {
    return (await this.ask(mutationDocument(mutation, selection), { input }))[mutation];
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- answers are whatever was selected
  async ask(query: string, variables: Record<string, unknown> = {}): Promise<any> {
    // Work may go on for longer than a token lives.
    await this.renew();
    return this.insist(query, variables, await this.token());
  }

  private async signIn(): Promise<Tokens> {
    const { signIn } = await this.insist(mutationDocument("signIn", "{ accessToken account { id } }"), {
      input: { login: this.login, password: DEMO_PEOPLE[0]?.password },
    });
    return signIn;
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- answers are whatever was selected
  private async insist(query: string, variables: Record<string, unknown>, token?: string): Promise<any> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let attempt = 0; ; attempt += 1) {
      const { data, errors } = await this.send(query, variables, token);
      if (!errors) return data;
      if (!errors.every(({ extensions }) => PASSING.has(extensions?.code)) || Date.now() > deadline)
        throw new Error(`${this.login} was refused: ${JSON.stringify(errors)}`);
      this.retries += 1;
      await delay(AGAIN_MS[attempt] ?? AGAIN_MS[2]);
    }
  }

  private async send(query: string, variables: Record<string, unknown>, token?: string): Promise<Answer> {
    this.turn += 1;
    const address = this.addresses[this.turn % this.addresses.length] ?? "";
    try {
      const response = await fetch(`${address}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(SILENCE_MS),
      });
      return { status: response.status, ...((await response.json()) as Omit<Answer, "status">) };
    } catch {
      return LOST;
    }
  }
}

/** No answer came, or not all of it: whether the request was carried out only sending it again can tell. */
const LOST: Answer = {
  status: 0,
  data: null,
  errors: [{ message: "the connection was lost", extensions: { code: "UNAVAILABLE" } }],
};

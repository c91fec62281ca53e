import { DEMO_PEOPLE } from "./demo-people";
import { Listener, type Print } from "./story-listener";

/** A refusal of the server, as seen by a client. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

interface Answer<T> {
  data?: T;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Someone in the story: acts over HTTP as an app would, and listens on a websocket of their own. */
export class Person {
  readonly name: string;
  readonly live: Listener;
  private token: string | undefined;

  constructor(
    private readonly url: string,
    /** Null for a visitor without an account. */
    readonly login: string | null,
    private readonly print: Print,
  ) {
    this.name = DEMO_PEOPLE.find((person) => person.login === login)?.displayName ?? "公众";
    this.live = new Listener(
      url,
      this.name,
      async (anew) => {
        if (anew) await this.signInAgain();
        return this.credentials();
      },
      print,
    );
  }

  async signIn(): Promise<void> {
    const { login } = this;
    const password = DEMO_PEOPLE.find((person) => person.login === login)?.password;
    const answer = await this.send<{ signIn: { accessToken: string } }>(
      `mutation SignIn($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) { accessToken } }`,
      { login, password },
      {},
    );
    this.enter(answer.signIn.accessToken);
  }

  /** With a token that somebody else got for this person. */
  enter(token: string): void {
    this.token = token;
  }

  /** An access token lives 15 minutes of the server's clock: when it has expired, signs in again and retries once. */
  async ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    try {
      return await this.send<T>(query, variables);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "TOKEN_EXPIRED") throw error;
      await this.signInAgain();
      return this.send<T>(query, variables);
    }
  }

  private async signInAgain(): Promise<void> {
    await this.signIn();
    this.print({ kind: "note", who: this.name, text: "access token expired with the clock; signed in again" });
  }

  /** Runs a mutation with its one input and returns its payload. */
  async act<T>(mutation: string, input: Record<string, unknown>, selection: string): Promise<T> {
    this.says(`${mutation}  ${gist(input)}`);
    const answer = await this.ask<Record<string, T>>(mutationText(mutation, selection), { input });
    return answer[mutation] as T;
  }

  /** Runs a mutation that the server must refuse with this code. */
  async tryInVain(mutation: string, input: Record<string, unknown>, code: string): Promise<void> {
    this.says(`${mutation}  ${gist(input)}`);
    const error = await this.ask(mutationText(mutation, "{ clientMutationId }"), { input }).then(
      () => new Error(`${mutation} by ${this.name} should have been refused ${code}, but was not`),
      (refusal: Error) => refusal,
    );
    if (!(error instanceof Refused) || error.code !== code) throw error;
    this.print({ kind: "refused", who: this.name, text: error.message });
  }

  says(text: string): void {
    this.print({ kind: "does", who: this.name, text });
  }

  /** For every request, also those for files. */
  credentials(): Record<string, string> {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }

  private async send<T>(
    query: string,
    variables: Record<string, unknown>,
    credentials = this.credentials(),
  ): Promise<T> {
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "accept-language": "zh-CN",
        ...credentials,
      },
      body: JSON.stringify({ query, variables }),
    }).catch(() => {
      throw new Error(`${this.url} can no longer be reached`);
    });
    const { data, errors } = (await response.json().catch(() => {
      throw new Error(`${this.url} did not answer in JSON (HTTP ${response.status})`);
    })) as Answer<T>;
    const [problem] = errors ?? [];
    if (problem) throw new Refused(problem.extensions?.code ?? "ERROR", problem.message);
    return data as T;
  }
}

function mutationText(mutation: string, selection: string): string {
  const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  return `mutation ${name}($input: ${name}Input!) { ${mutation}(input: $input) ${selection} }`;
}

/** The texts of an input, for display. */
function gist(input: Record<string, unknown>): string {
  const words = ["legalName", "title", "text", "reason", "proof", "note", "shipment", "reference", "publicText"].map(
    (key) => input[key],
  );
  const said = words.find((word) => typeof word === "string");
  return typeof said === "string" ? `「${said}」` : "";
}

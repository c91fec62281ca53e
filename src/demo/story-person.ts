import { createClient, type Client } from "graphql-ws";
import WebSocket from "ws";
import { DEMO_PEOPLE } from "./demo-people";

export interface Line {
  kind: "scene" | "note" | "does" | "refused" | "sees";
  /** Display name; null for the narrator. */
  who: string | null;
  text: string;
}
export type Print = (line: Line) => void;

/** What one person was told, live. */
export interface Sighting {
  /** Of the case, or of a ruling in the public register. */
  id: string;
  type: string;
}

export interface Update {
  caughtUp: boolean;
  event?: { type: string } | null;
  complaint?: { id: string; title: string; status: string; closureReason: string | null; provider: { id: string } } | null;
  ruling?: { id: string; outcome: string; publicText: string } | null;
}

/** A refusal of the server, as a client sees it. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

const PATIENCE = 10_000;

/** Someone in the story: acts over HTTP as an app would, and listens on a websocket of their own. */
export class Person {
  readonly name: string;
  readonly seen: Sighting[] = [];
  /** Seen, and not yet waited for. */
  private readonly fresh: Sighting[] = [];
  private token: string | undefined;
  private socket: Client | undefined;
  private failure: Error | undefined;

  constructor(
    private readonly url: string,
    /** Null: somebody from the street. */
    private readonly login: string | null,
    private readonly print: Print,
  ) {
    this.name = DEMO_PEOPLE.find((person) => person.login === login)?.displayName ?? "公众";
  }

  async signIn(): Promise<void> {
    const { login } = this;
    const password = DEMO_PEOPLE.find((person) => person.login === login)?.password;
    const answer = await this.send<{ signIn: { accessToken: string } }>(
      `mutation SignIn($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) { accessToken } }`,
      { login, password },
    );
    this.token = answer.signIn.accessToken;
  }

  /** An access token lives 15 minutes of the server's clock: when it has ended, sign in again and ask once more. */
  async ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    try {
      return await this.send<T>(query, variables);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "TOKEN_EXPIRED") throw error;
      this.token = undefined;
      await this.signIn();
      this.print({ kind: "note", who: this.name, text: "access token expired with the clock; signed in again" });
      return this.send<T>(query, variables);
    }
  }

  /** Runs a mutation with its one input; its payload. */
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

  /** Follows a live stream from now on; resolves once the server says that it is listening. */
  watch(field: string, selection: string, concerns: (update: Update) => boolean = () => true): Promise<void> {
    this.socket ??= createClient({
      url: `${this.url.replace(/^http/, "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: () => (this.token ? { authorization: `Bearer ${this.token}`, locale: "zh-CN" } : {}),
      retryAttempts: 0,
    });
    return new Promise((listening, failed) => {
      const fail = (reason: unknown): void => {
        this.failure = new Error(`${this.name} lost the live stream ${field}: ${describe(reason)}`);
        failed(this.failure);
      };
      this.socket?.subscribe<Record<string, Update>>(
        { query: `subscription Watch { ${field} { caughtUp ${selection} } }` },
        {
          next: ({ data, errors }) => {
            if (errors) return fail(errors);
            for (const update of Object.values(data ?? {})) {
              if (concerns(update)) this.notice(update);
              if (update.caughtUp) listening();
            }
          },
          error: fail,
          complete: () => undefined,
        },
      );
    });
  }

  /** Waits until this person has been told, once more for each time it is asked; what is not told in time is a failure of the story. */
  async sees(type: string, id: string): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    const isIt = (sighting: Sighting): boolean => sighting.type === type && sighting.id === id;
    while (!this.fresh.some(isIt)) {
      if (this.failure) throw this.failure;
      if (Date.now() > deadline) throw new Error(`${this.name} was not told of ${type} within ${PATIENCE / 1000} s`);
      await new Promise((wake) => setTimeout(wake, 5));
    }
    this.fresh.splice(this.fresh.findIndex(isIt), 1);
  }

  says(text: string): void {
    this.print({ kind: "does", who: this.name, text });
  }

  async hangUp(): Promise<void> {
    await this.socket?.dispose();
  }

  private notice({ event, complaint, ruling }: Update): void {
    if (event && complaint) {
      const { id, title, status, closureReason } = complaint;
      this.note({ id, type: event.type }, `《${title}》 ${closureReason ? `${status}(${closureReason})` : status}`);
    } else if (ruling) this.note({ id: ruling.id, type: "RULING" }, `${ruling.outcome} ${ruling.publicText}`);
  }

  private note(sighting: Sighting, text: string): void {
    this.seen.push(sighting);
    this.fresh.push(sighting);
    this.print({ kind: "sees", who: this.name, text: `${sighting.type.padEnd(22)} ${text}` });
  }

  private async send<T>(query: string, variables: Record<string, unknown>): Promise<T> {
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": "zh-CN", ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: T; errors?: { message: string; extensions?: { code?: string } }[] };
    const [problem] = errors ?? [];
    if (problem) throw new Refused(problem.extensions?.code ?? "ERROR", problem.message);
    return data as T;
  }
}

function mutationText(mutation: string, selection: string): string {
  const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  return `mutation ${name}($input: ${name}Input!) { ${mutation}(input: $input) ${selection} }`;
}

/** The words in an input, for the screen. */
function gist(input: Record<string, unknown>): string {
  const words = ["legalName", "title", "text", "statement", "reason", "proof", "note", "publicText"].map((key) => input[key]);
  const said = words.find((word) => typeof word === "string");
  return typeof said === "string" ? `「${said}」` : "";
}

function describe(reason: unknown): string {
  if (Array.isArray(reason)) return reason.map(describe).join("; ");
  const { message, code, reason: closed } = reason as { message?: string; code?: number; reason?: string };
  return message ?? `connection closed, ${String(code)} ${closed ?? ""}`;
}

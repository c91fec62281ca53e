/* oxlint-disable typescript/no-explicit-any -- answers are whatever the test selected */
import "reflect-metadata";
import type { GraphQLSchema, ValidationRule } from "graphql";
import * as validation from "graphql/validation/validate";
import { createClient, type Client as SocketClient } from "graphql-ws";
import pino from "pino";
import WebSocket from "ws";
import { Account } from "../../src/accounts/account/account.entity";
import type { AccountRole } from "../../src/accounts/actor/account-enums.types";
import { OPERATOR, recordOnAccount } from "../../src/accounts/account/record-on-account";
import { sessionsFor } from "../../src/accounts/sign-in/sessions";
import { parseConfig } from "../../src/config";
import { DEMO_PEOPLE } from "../../src/app/demo/demo-people";
import { HouseRules } from "../../src/house-rules/house-rules";
import { AdjustableClock } from "../../src/platform/clock";
import type { Tx } from "../../src/platform/database/tx";
import { DAY, HOUR } from "../../src/platform/time";
import { catalogued } from "../../src/platform/refusal-catalogue";
import { Job } from "../../src/platform/jobs/job.entity";
import type { RunningServer, ServerOptions } from "../../src/server";
import { startServer } from "../../src/server";
import { eventually, PATIENCE_MS } from "./eventually";
import { createMigratedDatabase, type TestDatabaseKind } from "./databases";
import { rememberSecret, rememberToken } from "./file-links";
import { postJson } from "./post-json";
import { temporaryFolder } from "./temporary";
import { notForPeople } from "./words";

export interface GqlError {
  message: string;
  path?: (string | number)[];
  extensions: {
    code: string;
    field?: string;
    availableAt?: string;
    existingId?: string;
    requestId?: string;
    [key: string]: unknown;
  };
}

export interface Answer {
  status: number;
  data: any;
  errors?: GqlError[];
}

/** A running server on a fresh database with the demo's people and market, and ways to act as each of them. */
export class World {
  private readonly people = new Map<string, Promise<Person>>();
  readonly visitor: Person;

  constructor(
    readonly server: RunningServer,
    readonly clock: AdjustableClock,
    readonly databaseUrl: string,
    readonly secret: string,
    private readonly cleanUp: () => Promise<void>,
  ) {
    this.visitor = new Person(server.url, undefined);
    rememberSecret(secret);
  }

  get url(): string {
    return this.server.url;
  }

  get db() {
    return this.server.services.database;
  }

  /** The person, in a session of their own; without the password, which takes longer to check than most of what they then do. */
  as(login: string): Promise<Person> {
    let person = this.people.get(login);
    if (!person) this.people.set(login, (person = this.enter(login)));
    return person;
  }

  private async enter(login: string): Promise<Person> {
    const known = await this.db.findOne(Account, { login });
    if (known?.status !== "ACTIVE") throw new Error(`${login} cannot sign in`);
    const prove = async (tx: Tx): Promise<Account> => (await tx.lock(Account, known.id)) ?? known;
    const client = { address: "127.0.0.1", userAgent: null };
    const { accessToken, refreshToken } = await sessionsFor(this.server.services).open(prove, client, {
      id: null,
      remember: false,
    });
    return new Person(this.url, accessToken, known.id, refreshToken);
  }

  /** Time passes, and what falls due happens. */
  async later(hours: number): Promise<void> {
    // What became of what was done until now.
    await this.projected();
    this.advance(hours * 3_600_000);
    await this.server.services.sweep();
  }

  advance(milliseconds: number): void {
    this.clock.advance(milliseconds);
    // Access tokens live for 15 minutes: whoever connects from now on needs a new one.
    this.people.clear();
  }

  /** It is noon where the market is: nobody sleeps, no day is about to end, and in UTC it is the same day. */
  toNoon(): void {
    this.advance(DAY - ((this.clock.now() - 4 * HOUR) % DAY));
  }

  /** Other roles for somebody, as the operator could have given them: at once, by nobody of the staff, and told to nobody. */
  async setRoles({ accountId, roles }: { accountId: string; roles: readonly string[] }): Promise<void> {
    await this.db.transact(async (tx) => {
      const account = await tx.lock(Account, accountId);
      if (!account) throw new Error(`there is no account ${accountId}`);
      const told = { before: account.roles.join(" "), after: roles.join(" ") };
      tx.change(account, { roles: roles as AccountRole[] });
      recordOnAccount(tx, account, "ACCOUNT_ROLES_CHANGED", OPERATOR, told);
    });
  }

  /** How many complaints one person may open in a day; without this, more than any test does. */
  async setPace(perDay: number): Promise<void> {
    await this.db.transact(async (tx) =>
      tx.execute("UPDATE policy_value SET value = ? WHERE code = 'filing.pace'", [JSON.stringify({ perDay })]),
    );
    // Somebody may have read the old value while that was committed: forgotten after another round trip.
    for (let n = 0; n < 2; n += 1)
      await this.db.transact(async (tx) => (await tx.query("SELECT 1"), HouseRules.forget(tx)));
  }

  /** What is made of the log is up to date. */
  projected(): Promise<void> {
    return this.server.services.project();
  }

  /** The long work has ended; throws when it failed. */
  async jobDone(id: string): Promise<void> {
    const job = await eventually(async () => {
      const now = await this.db.byId(Job, id);
      if (!now?.finishedAt) throw new Error(`the job is ${now?.status ?? "unknown"}`);
      return now;
    });
    if (job.status !== "DONE") throw new Error(`the job failed: ${JSON.stringify(job.failure)}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    await this.cleanUp();
  }
}

/** Each server keeps the documents that it has found valid; those of one process need not find it again, with the same rules. */
function validateOnce(): void {
  if (jest.isMockFunction(validation.validate)) return;
  const validate = validation.validate;
  const valid = new WeakMap<GraphQLSchema, WeakMap<readonly ValidationRule[], Set<string>>>();
  jest.spyOn(validation, "validate").mockImplementation((schema, document, rules, ...rest) => {
    const text = document.loc?.source.body;
    if (rules === undefined || text === undefined) return validate(schema, document, rules, ...rest);
    const byRules = valid.get(schema) ?? new WeakMap<readonly ValidationRule[], Set<string>>();
    const texts = byRules.get(rules) ?? new Set<string>();
    if (texts.has(text)) return [];
    const errors = validate(schema, document, rules, ...rest);
    if (errors.length === 0) valid.set(schema, byRules.set(rules, texts.add(text)));
    return errors;
  });
}

/** On a database that is given, nothing is a demo by itself. */
const DEMO = { DEMO: "true", DEVELOPMENT: "true" };

export async function startWorld(
  kind: TestDatabaseKind,
  options: ServerOptions = {},
  env: Record<string, string> = {},
): Promise<World> {
  const { DEMO: demo } = { ...DEMO, ...env };
  const database = await createMigratedDatabase(kind, demo === "true" ? "demo" : "rules");
  const folder = await temporaryFolder("world");
  validateOnce();
  const clock = new AdjustableClock();
  const config = parseConfig({
    PORT: "0",
    HOST: "127.0.0.1",
    DATA_DIR: folder.path,
    DATABASE_URL: database.url,
    SWEEP_SECONDS: "3600",
    LOG_LEVEL: "silent",
    ...DEMO,
    ...env,
  });
  const server = await startServer(config, {
    clock,
    log: pino({ level: process.env.TEST_LOG ?? "silent" }),
    ...options,
  });
  return new World(server, clock, database.url, config.secret, async () => {
    await database.dispose();
    await folder.remove();
  });
}

/** A further server on the world's database: another node, or the same one after a restart. */
export function startNode(
  { databaseUrl, secret }: World,
  env: Record<string, string> = {},
  options: ServerOptions = {},
): Promise<RunningServer> {
  return startServer(
    parseConfig({
      PORT: "0",
      HOST: "127.0.0.1",
      DATABASE_URL: databaseUrl,
      SECRET: secret,
      SWEEP_SECONDS: "3600",
      LOG_LEVEL: "silent",
      ...DEMO,
      ...env,
    }),
    options,
  );
}

export async function signIn(url: string, login: string, password = DEMO_PEOPLE[0]?.password ?? ""): Promise<Person> {
  const visitor = new Person(url, undefined);
  const { signIn: session } = await visitor.ok(
    `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) { accessToken refreshToken account { id } } }`,
    { login, password },
  );
  return new Person(url, session.accessToken, session.account.id, session.refreshToken);
}

export class Person {
  private socket: SocketClient | undefined;

  constructor(
    readonly url: string,
    readonly token: string | undefined,
    readonly accountId = "",
    readonly refreshToken = "",
  ) {
    if (token) rememberToken(accountId, token);
  }

  async gql(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const { status, body } = await postJson(
      `${this.url}/graphql`,
      { query, variables },
      { ...(this.token ? { authorization: `Bearer ${this.token}` } : {}), ...headers },
    );
    const answer = { status, ...(body as Pick<Answer, "data" | "errors">) };
    checkErrors(answer.errors);
    return answer;
  }

  /** The data; throws when there are errors. */
  async ok(query: string, variables: Record<string, unknown> = {}): Promise<any> {
    const { data, errors } = await this.gql(query, variables);
    if (errors)
      throw new Error(
        errors
          .map(
            ({ message, extensions, path }) =>
              `${path?.join(".") ?? ""} ${extensions?.code}: ${message} ${JSON.stringify(extensions)}`,
          )
          .join("\n"),
      );
    return data;
  }

  /** The first error's code (and the rest of the error); throws when there is none. */
  async refused(query: string, variables: Record<string, unknown> = {}): Promise<GqlError> {
    const { data, errors } = await this.gql(query, variables);
    if (!errors?.[0]) throw new Error(`expected a refusal, got ${JSON.stringify(data)}`);
    return errors[0];
  }

  /** Runs the mutation with one input, of the type that the schema names after it. */
  async do(
    mutation: string,
    input: Record<string, unknown>,
    selection = "{ complaint { id status version } }",
  ): Promise<any> {
    return (await this.ok(mutationDocument(mutation, selection), { input }))[mutation];
  }

  tryTo(mutation: string, input: Record<string, unknown>, selection = "{ clientMutationId }"): Promise<GqlError> {
    return this.refused(mutationDocument(mutation, selection), { input });
  }

  client(): SocketClient {
    this.socket ??= openSocket(this.url, this.token);
    return this.socket;
  }

  /** A live stream over a real socket. */
  follow(query: string, variables: Record<string, unknown> = {}): Stream {
    return new Stream(this.client(), query, variables);
  }

  async hangUp(): Promise<void> {
    await this.socket?.dispose();
    this.socket = undefined;
  }
}

/** What holds for every error, whatever is asked. */
export function checkErrors(errors: GqlError[] = []): void {
  for (const error of errors) {
    refuseWordsOfPrograms(error);
    refuseUncatalogued(error);
  }
}

/** Reasons that only a program is refused with, and that its maker reads. */
const FOR_MAKERS = new Set(["value.type", "value.needed", "client.scope"]);

/** No refusal speaks to people in the words of programs. That of a document is for whoever wrote the document. */
function refuseWordsOfPrograms({ message, extensions }: GqlError): void {
  const isForMaker = extensions?.code?.startsWith("GRAPHQL_") || FOR_MAKERS.has(String(extensions?.reason));
  const found = isForMaker ? undefined : notForPeople(message);
  if (found !== undefined) throw new Error(`A message says “${found}”: ${message}`);
}

/** Every refusal is in the catalogue, with its reason and whatever else it says. */
function refuseUncatalogued({ extensions }: GqlError): void {
  const { code, reason, requestId: _, ...carried } = extensions ?? {};
  const { reasons, carries } = catalogued(code);
  if (!reasons.some((known) => known === reason))
    throw new Error(`${code} has no reason ${String(reason)}: npm run errors`);
  const strange = Object.keys(carried).filter((name) => !carries.some((known) => known === name));
  if (strange.length > 0)
    throw new Error(`${code} (${String(reason)}) carries ${strange.join()}: see its table of refusals`);
}

/** Closed once nothing is going on in it, at once or some time later: who asks one thing after the other connects once. */
export function openSocket(
  url: string,
  token?: string,
  params: Record<string, unknown> = {},
  { lazyCloseTimeout = 0 } = {},
): SocketClient {
  return createClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...params },
    retryAttempts: 0,
    lazy: true,
    lazyCloseTimeout,
  });
}

export const mutationDocument = (mutation: string, selection: string): string =>
  `mutation Do($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) ${selection} }`;

/** Everything a subscription delivered, and a way to wait for more. */
export class Stream {
  readonly received: any[] = [];
  readonly errors: GqlError[] = [];
  ended: unknown;
  private readonly stop: () => void;
  private listeners: (() => void)[] = [];

  constructor(client: SocketClient, query: string, variables: Record<string, unknown>) {
    this.stop = client.subscribe(
      { query, variables },
      {
        next: ({ data, errors }) => {
          if (errors) this.errors.push(...(errors as unknown as GqlError[]));
          if (data) this.received.push(Object.values(data)[0]);
          this.tell();
        },
        error: (error) => {
          if (Array.isArray(error)) this.errors.push(...error);
          this.ended = error;
          this.tell();
        },
        complete: () => {
          this.ended ??= "complete";
          this.tell();
        },
      },
    );
  }

  /** Resolves when the condition holds; fails when patience ends, showing what came. */
  async until(condition: (stream: Stream) => boolean): Promise<this> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!condition(this)) {
      const left = deadline - Date.now();
      if (left <= 0)
        throw new Error(
          `waited in vain; received ${JSON.stringify(this.received)} errors ${JSON.stringify(this.errors)} ended ${String(this.ended)}`,
        );
      await new Promise<void>((wake) => {
        const timer = setTimeout(wake, left);
        this.listeners.push(() => {
          clearTimeout(timer);
          wake();
        });
      });
    }
    return this;
  }

  events(): { type: string; seq: number }[] {
    return this.received.flatMap(({ event }) => (event ? [event] : []));
  }

  untilEvent(type: string): Promise<this> {
    return this.until((stream) => stream.events().some((event) => event.type === type));
  }

  close(): void {
    this.stop();
  }

  private tell(): void {
    const listeners = this.listeners;
    this.listeners = [];
    for (const listener of listeners) listener();
  }
}

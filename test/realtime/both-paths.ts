import type { ExecutionResult } from "graphql";
import type { Client as SocketClient } from "graphql-ws";
import type { Context } from "../../src/platform/graphql/context";
import type { LiveRoot } from "../../src/platform/graphql/live";
import { LiveSubscription } from "../../src/platform/graphql/live-subscription";
import { Pipeline, type Prepared } from "../../src/platform/graphql/pipeline";
import { Room } from "../../src/platform/graphql/rooms";
import { SocketSink } from "../../src/platform/http/socket-sink";
import type { RunningServer } from "../../src/server";
import type { TestDatabaseKind } from "../support/databases";
import { readLink } from "../support/file-links";
import { setFlatRules } from "../adjudication/points/flat-rules";
import { openSocket, startNode, startWorld, type World } from "../support/world";
import { PERSONAL, SHAREABLE } from "./tell-all";

const DOCUMENTS = { ...SHAREABLE, ...PERSONAL };
type Path = "fast" | "slow";

/** Somebody who listens on both servers. */
export interface Viewer {
  readonly login: string | null;
  readonly accountId: string | null;
  readonly locale: "en" | "zh-CN";
  /** Only those of one audience and language may share. Changes with the person's roles. */
  audience: string;
  readonly sockets: Record<Path, SocketClient>;
}

/** What one viewer was told by one subscription. */
interface Told extends Record<Path, unknown[]> {
  who: string;
  /** Operation and variables. */
  what: string;
}

/** One execution of the fast path, of an event or (null) of the payload that only says "caught up". */
export interface Execution {
  operation: string;
  variables: string;
  event: number | null;
  /** Who was sent its text, as whom. */
  recipients: { login: string | null; as: string }[];
}

/**
 * Two servers on one database: one as it runs, and one that executes each delivery for its viewer alone, with graphql-js. What is told
 * of a case is told as it stands now, so a step is over only when nobody on either server has anything left to do.
 */
export class BothPaths {
  readonly told: Told[] = [];
  readonly shared = new Map<Buffer, Execution>();
  readonly alone: Execution[] = [];
  private readonly viewers: Viewer[] = [];
  // Private, and the only way to see who is busy.
  private readonly busy = [
    jest.spyOn(LiveSubscription.prototype as unknown as { run(): Promise<void> }, "run"),
    jest.spyOn(Room.prototype as unknown as { work(): Promise<void> }, "work"),
  ];

  private constructor(
    readonly world: World,
    private readonly slow: RunningServer,
  ) {
    this.watch();
  }

  static async start(kind: TestDatabaseKind): Promise<BothPaths> {
    const world = await startWorld(kind);
    // Courses that points call for are assigned a moment later, and both paths would have to read in the same one.
    await setFlatRules(world.db);
    let slow: RunningServer | undefined;
    try {
      slow = await startSlow(world);
      return new BothPaths(world, slow);
    } catch (error) {
      await slow?.[Symbol.asyncDispose]();
      await world[Symbol.asyncDispose]();
      throw error;
    }
  }

  async enter(login: string | null, audience: string, locale: Viewer["locale"] = "zh-CN"): Promise<Viewer> {
    const { token, accountId } = login === null ? this.world.visitor : await this.world.as(login);
    const open = (url: string): SocketClient => openSocket(url, token, { locale });
    const sockets = { fast: open(this.world.url), slow: open(this.slow.url) };
    const viewer = { login, accountId: accountId || null, locale, audience, sockets };
    this.viewers.push(viewer);
    return viewer;
  }

  /** On both servers; resolves when both have said something, if only that it is refused. */
  async follow(
    viewer: Viewer,
    operation: keyof typeof DOCUMENTS,
    variables: Record<string, unknown> = {},
  ): Promise<void> {
    const told: Told = { who: nameOf(viewer), what: `${operation} ${JSON.stringify(variables)}`, fast: [], slow: [] };
    this.told.push(told);
    const begin = (path: Path): Promise<void> =>
      new Promise((begun) => {
        const hear = (result: unknown): void => {
          told[path].push(comparable(result));
          begun();
        };
        const hearEnd = (): void => hear("the end");
        viewer.sockets[path].subscribe(
          { query: DOCUMENTS[operation], variables },
          { next: hear, error: hear, complete: hearEnd },
        );
      });
    await Promise.all([begin("fast"), begin("slow")]);
  }

  /** The same again, from the beginning: only for who was not refused. */
  async resume(viewer: Viewer, operation: keyof typeof SHAREABLE, variables: object = {}): Promise<void> {
    const what = `${operation} ${JSON.stringify(variables)}`;
    const known = this.told.find((each) => each.who === nameOf(viewer) && each.what === what);
    const { data = {} } = (known?.slow[0] ?? {}) as { data?: Record<string, { cursor: string }> };
    const [after] = Object.values(data).map(({ cursor }) => cursor);
    if (after !== undefined) await this.follow(viewer, operation, { ...variables, after });
  }

  /** Does something, and waits until everybody on both servers has been told of it. */
  async step<T>(command: () => Promise<T>): Promise<T> {
    const result = await command();
    for (const { services } of [this.world.server, this.slow]) await services.tail.catchUp();
    for (;;) {
      const under = this.busy.flatMap(({ mock }) => mock.results.map(({ value }) => value as Promise<void>));
      for (const spy of this.busy) spy.mockClear();
      if (under.length === 0) return result;
      await Promise.all(under);
    }
  }

  /** Everything sent has arrived. */
  async arrived(): Promise<void> {
    await Promise.all(this.sockets.map(answered));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) await socket.dispose();
    await this.slow[Symbol.asyncDispose]();
    await this.world[Symbol.asyncDispose]();
  }

  private get sockets(): SocketClient[] {
    return this.viewers.flatMap(({ sockets: { fast, slow } }) => [fast, slow]);
  }

  /** Notes each execution of the fast path and whom its text is sent to: private, and the only way to see that it was made once. */
  private watch(): void {
    const { services } = this.world.server;
    const { shared, alone, viewers } = this;
    wrap<Shared>(Pipeline.prototype, "executeShared", async (execute, prepared, ctx, root) => {
      if (ctx.services !== services) throw new Error("the slow path shares nothing");
      const payload = await execute(prepared, ctx, root);
      if (payload) shared.set(payload, executionOf(prepared, root, []));
      return payload;
    });
    wrap<Alone>(Pipeline.prototype, "executeDelivery", (execute, prepared, root) => {
      if (root.ctx.services === services) alone.push(executionOf(prepared, root, [find(viewers, root.ctx)]));
      return execute(prepared, root);
    });
    wrap<Sent>(SocketSink.prototype, "send", function (send, payloads) {
      const { context } = (this as { connection: { context: Context } }).connection;
      for (const payload of payloads) shared.get(payload)?.recipients.push(find(viewers, context));
      send(payloads);
    });
  }
}

const startSlow = (world: World): Promise<RunningServer> =>
  startNode(world, {}, { clock: world.clock, share: false, compile: false });

type Shared = (prepared: Prepared, ctx: Context, root: LiveRoot) => Promise<Buffer | null>;
type Alone = (prepared: Prepared, root: LiveRoot) => Promise<ExecutionResult>;
type Sent = (payloads: readonly Buffer[]) => void;

type Method = (...args: never[]) => unknown;
type Wrapper<M extends Method> = (this: unknown, original: M, ...args: Parameters<M>) => ReturnType<M>;

/** Until `restoreAllMocks`. */
export function wrap<M extends Method>(prototype: object, name: string, wrapper: Wrapper<M>): void {
  const methods = prototype as Record<string, Method>;
  const original = methods[name] as M;
  const wrapped = function (this: unknown, ...args: Parameters<M>): ReturnType<M> {
    return wrapper.call(this, original.bind(this) as M, ...args);
  };
  jest.spyOn(methods, name).mockImplementation(wrapped);
}

const nameOf = ({ login, locale }: Viewer): string => `${login ?? "a visitor"} ${locale}`;

function find(viewers: readonly Viewer[], { actor, locale }: Context): Execution["recipients"][number] {
  const accountId = actor?.accountId ?? null;
  const viewer = viewers.find((each) => each.accountId === accountId && each.locale === locale);
  if (!viewer) throw new Error(`nobody entered as ${accountId}`);
  return { login: viewer.login, as: `${viewer.audience} ${locale}` };
}

const executionOf = (
  { operation, coerced }: Prepared,
  { delivery }: LiveRoot,
  recipients: Execution["recipients"],
): Execution => ({
  operation: operation.name?.value ?? "",
  variables: JSON.stringify(coerced),
  event: delivery.event?.position ?? null,
  recipients,
});

/** All but what no two requests have in common: the id by which an error is found in the log, and when a link ends. */
const comparable = (result: unknown): unknown =>
  JSON.parse(
    JSON.stringify(result, (key, value: unknown) => {
      if (key === "requestId") return undefined;
      return key === "downloadUrl" && typeof value === "string" ? lasting(value) : value;
    }),
  );

function lasting(url: string): unknown {
  const link = readLink(url);
  return link && { ...link, expiresAt: undefined };
}

/** What a socket was sent before has come by then. */
const answered = (socket: SocketClient): Promise<void> =>
  new Promise((done, failed) => {
    socket.subscribe({ query: "{ __typename }" }, { next: () => undefined, error: failed, complete: done });
  });

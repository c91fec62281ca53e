import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import type { Clock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import type { Reader } from "../../platform/database/reader";
import { isIdOf } from "../../platform/ids";
import { makeFolderNow } from "../../platform/storage/make-folder";
import { Refusal } from "../../platform/refusal";
import { MINUTE } from "../../platform/time";
import { folderSize } from "./folder-size";
import { Sandbox } from "./sandbox.entity";
import { IDLE_AFTER, MEASURED_EVERY, MOST_BYTES, QUIET_AFTER } from "./sandbox-limits.table";

/** What runs while a sandbox is open. */
export interface OpenSandbox {
  /** Listens nowhere: it is handed the requests. */
  http: Server;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface SandboxSettings {
  /** Each sandbox has a folder of its own in it. */
  folder: string;
  /** How many there may be on this platform; 0: none. */
  most: number;
  /** How many this process has open at once; 0: it has none. */
  mostOpen: number;
}

interface Opened {
  server: OpenSandbox;
  /** Under way. */
  requests: number;
  /** Sockets and event streams: they last, whether anything happens or not. */
  live: number;
  usedAt: number;
}
type Use = "requests" | "live";

/** Who asks for one to be opened, and how often they may; what it throws is refused. */
export type Toll = (request: IncomingMessage) => Promise<void>;

const opened = new WeakMap<object, SandboxHost>();
const LOOKED_EVERY = MINUTE;
/** One that could not be opened is not tried again for so long. */
const BROKEN_FOR = 10_000;
const ADDRESS = /^\/sandbox\/([^/?]+)(\/[^?]*)/;

/**
 * The sandboxes whose folders this process has. Each is a whole market with a database of its own, opened by the first request to it and
 * closed when it is idle, or when another one needs its place; whatever happens in it, the market itself goes on.
 */
export class SandboxHost {
  /** The least recently used one first. */
  private readonly open = new Map<string, Opened>();
  private readonly opening = new Map<string, Promise<Opened>>();
  private readonly closing = new Map<string, Promise<void>>();
  private readonly broken = new Map<string, number>();
  private readonly bytes = new Map<string, { size: number; at: number }>();
  private readonly noted = new Map<string, number>();
  private readonly owners = new Map<string, string | null>();
  private readonly looking: NodeJS.Timeout;
  private isOver = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: SandboxSettings,
    private readonly log: Logger,
    private readonly start: (sandbox: Sandbox, folder: string) => Promise<OpenSandbox>,
    private readonly toll: Toll,
  ) {
    opened.set(database.source, this);
    this.looking = setInterval(() => void this.tidy(), LOOKED_EVERY).unref();
  }

  static of(reader: Reader): SandboxHost | null {
    return opened.get(reader.source) ?? null;
  }

  /** How many there may be; UNAVAILABLE where there are none, such as in a sandbox. */
  static mostOn(reader: Reader): number {
    const most = SandboxHost.of(reader)?.settings.most ?? 0;
    if (most === 0) throw new Refusal("UNAVAILABLE", { reason: "sandbox.none" });
    return most;
  }

  get openCount(): number {
    return this.open.size;
  }

  /** Hands a request to the sandbox that its path names; what it throws is the sandbox's or its finder's refusal. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const use = placeIn(request).path === "/graphql/stream" ? "live" : "requests";
    const sandbox = await this.enter(request, use);
    // Whoever has gone away meanwhile is told of no more.
    if (response.closed || response.destroyed || request.socket.destroyed) return this.leave(sandbox, use);
    response.once("close", () => this.leave(sandbox, use));
    sandbox.server.http.emit("request", request, response);
  }

  /** The same of a websocket, whose host and origin are ours. Who opens it is told to the sandbox alone, which knows its people. */
  async upgrade(request: IncomingMessage, wire: Duplex, head: Buffer): Promise<void> {
    if (placeIn(request).path !== "/graphql") throw new Refusal("NOT_FOUND", { reason: "request.nowhere" });
    const sandbox = await this.enter(request, "live");
    if (wire.destroyed) return this.leave(sandbox, "live");
    wire.once("close", () => this.leave(sandbox, "live"));
    sandbox.server.http.emit("upgrade", request, wire, head);
  }

  /** Closes those that are idle or deleted, and removes what is left of those that are no more. */
  async tidy(): Promise<void> {
    if (this.isOver || this.settings.mostOpen === 0) return;
    try {
      // Looked at before what there is: what is not there any longer will never be again.
      const folders = existsSync(this.settings.folder) ? await readdir(this.settings.folder) : [];
      const running = [...this.open.keys()];
      const known = new Set((await this.database.find(Sandbox, {})).map(({ id }) => id));
      const isGone = (id: string): boolean => isIdOf(Sandbox, id) && !known.has(id);
      const idle = performance.now() - IDLE_AFTER;
      for (const id of running.filter(isGone)) await this.close(id);
      for (const [id, one] of this.open) if (!isUsed(one) && one.usedAt < idle) await this.close(id);
      for (const id of folders.filter(isGone)) {
        await this.opening.get(id)?.catch(() => undefined);
        await this.close(id);
        await rm(join(this.settings.folder, id), { recursive: true, force: true });
        for (const map of [this.broken, this.bytes, this.noted, this.owners]) map.delete(id);
      }
    } catch (error) {
      this.log.warn({ err: error }, "sandboxes could not be tidied; trying again");
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.isOver = true;
    clearInterval(this.looking);
    await Promise.allSettled(this.opening.values());
    for (const id of [...this.open.keys()]) await this.close(id);
    await Promise.allSettled(this.closing.values());
  }

  /** Finds the sandbox, opens it where it is not, and takes its address away from the request's path. */
  private async enter(request: IncomingMessage, use: Use): Promise<Opened> {
    if (this.settings.mostOpen === 0) throw new Refusal("NOT_FOUND", { reason: "request.otherRole" });
    const { id, path } = placeIn(request);
    const sandbox = path !== "" && isIdOf(Sandbox, id) ? await this.database.byId(Sandbox, id) : null;
    if (!sandbox) throw new Refusal("NOT_FOUND", { reason: "sandbox.unknown" });
    if ((await this.sizeOf(id)) > MOST_BYTES) throw new Refusal("LIMIT_REACHED", { reason: "sandbox.full" });
    let found = await this.find(sandbox, request);
    // Another one may have taken its place meanwhile.
    while (this.open.get(id) !== found) found = await this.find(sandbox, request);
    found[use] += 1;
    found.usedAt = performance.now();
    this.open.delete(id);
    this.open.set(id, found);
    this.noteUse(id);
    request.url = request.url?.slice(`/sandbox/${id}`.length);
    return found;
  }

  private leave(sandbox: Opened, use: Use): void {
    sandbox[use] -= 1;
    sandbox.usedAt = performance.now();
  }

  private async find(sandbox: Sandbox, request: IncomingMessage): Promise<Opened> {
    const { id } = sandbox;
    const known = (): Promise<Opened> | Opened | undefined => this.open.get(id) ?? this.opening.get(id);
    const found = known();
    if (found) return found;
    if (this.isOver) throw new Refusal("GOING_AWAY");
    if ((this.broken.get(id) ?? -Infinity) > performance.now() - BROKEN_FOR) throw brokenRefusal();
    this.owners.set(id, sandbox.providerId);
    // Who finds no room has had nothing opened, and pays nothing.
    this.whoMakesRoom(sandbox);
    await this.toll(request);
    // Somebody else may have had it opened meanwhile, or another one.
    const meanwhile = known();
    if (meanwhile) return meanwhile;
    if (this.isOver) throw new Refusal("GOING_AWAY");
    const leaving = this.whoMakesRoom(sandbox);
    if (leaving !== null) void this.close(leaving);
    const opening = this.openOne(sandbox).finally(() => this.opening.delete(id));
    this.opening.set(id, opening);
    return opening;
  }

  /**
   * The one that was not used for longest; null: nobody has to. If all are in use, one that is held by quiet connections alone, which are
   * asked to come back: whoever leaves a page open keeps nobody out. And if there is none either, one of whoever has more of them open than who
   * asks would have: few cannot hold all places by asking for something all the time.
   */
  private whoMakesRoom({ providerId }: Sandbox): string | null {
    if (this.open.size + this.opening.size < this.settings.mostOpen) return null;
    const all = [...this.open];
    const quiet = performance.now() - QUIET_AFTER;
    const leaving =
      all.find(([, one]) => !isUsed(one)) ??
      all.find(([, one]) => one.requests === 0 && one.usedAt < quiet) ??
      this.ofWhoHasMost(providerId);
    if (!leaving) throw new Refusal("OVERLOADED", { reason: "sandbox.allBusy", retryAfter: 10 });
    return leaving[0];
  }

  private ofWhoHasMost(asking: string | null): [string, Opened] | undefined {
    const held = new Map<string | null, number>();
    for (const id of [...this.open.keys(), ...this.opening.keys()]) {
      const owner = this.owners.get(id) ?? null;
      held.set(owner, (held.get(owner) ?? 0) + 1);
    }
    const most = Math.max(...held.values());
    if (most <= (held.get(asking) ?? 0) + 1) return undefined;
    const theirs = [...this.open].filter(([id]) => held.get(this.owners.get(id) ?? null) === most);
    return theirs.find(([, one]) => one.requests === 0) ?? theirs[0];
  }

  private async openOne(sandbox: Sandbox): Promise<Opened> {
    const { id } = sandbox;
    await this.closing.get(id);
    const folder = join(this.settings.folder, id);
    try {
      makeFolderNow(folder);
      const server = await this.start(sandbox, folder);
      const one = { server, requests: 0, live: 0, usedAt: performance.now() };
      this.open.set(id, one);
      this.broken.delete(id);
      return one;
    } catch (error) {
      this.broken.set(id, performance.now());
      this.log.error({ err: error, sandbox: id }, "a sandbox cannot be opened");
      throw brokenRefusal();
    }
  }

  private close(id: string): Promise<void> {
    const one = this.open.get(id);
    if (!one) return this.closing.get(id) ?? Promise.resolve();
    this.open.delete(id);
    const closing = one.server[Symbol.asyncDispose]()
      .catch((error: unknown) => this.log.error({ err: error, sandbox: id }, "a sandbox could not be closed"))
      .finally(() => this.closing.delete(id));
    this.closing.set(id, closing);
    return closing;
  }

  /** At most once a minute, and beside the request. */
  private noteUse(id: string): void {
    const now = this.clock.now();
    if (now < (this.noted.get(id) ?? -Infinity) + MINUTE) return;
    this.noted.set(id, now);
    this.database
      .transact(async (tx) => tx.execute("UPDATE sandbox SET last_used_at = ? WHERE id = ?", [now, id]))
      .catch((error: unknown) => this.log.warn({ err: error, sandbox: id }, "a sandbox's use could not be noted"));
  }

  /** Bytes of its database and files, as of some seconds ago. */
  private async sizeOf(id: string): Promise<number> {
    const known = this.bytes.get(id);
    if (known && known.at > performance.now() - MEASURED_EVERY) return known.size;
    const measured = { size: known?.size ?? 0, at: performance.now() };
    this.bytes.set(id, measured);
    measured.size = await folderSize(join(this.settings.folder, id));
    return measured.size;
  }
}

/** What the address of a request names, and what of that sandbox. */
function placeIn({ url = "" }: IncomingMessage): { id: string; path: string } {
  const [, id = "", path = ""] = ADDRESS.exec(url) ?? [];
  return { id, path };
}

const isUsed = ({ requests, live }: Opened): boolean => requests + live > 0;

const brokenRefusal = (): Refusal => new Refusal("UNAVAILABLE", { reason: "sandbox.broken", retryAfter: 10 });

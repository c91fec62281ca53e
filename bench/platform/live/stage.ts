import { join } from "node:path";
import { Connection, type Request } from "../../support/load";
import { median } from "../../support/median";
import { freePort, startScript, type Child } from "../../support/processes";
import { graphql, type Bench } from "../../support/work";
import type { Person } from "../../support/world";
import { Crowd, now, type Group } from "./crowd";

export const SIDES = ["bare", "ours", "peer"] as const;
export type SideName = (typeof SIDES)[number];

/** One server, and the sockets it serves. */
export interface Side {
  name: SideName;
  port: number;
  child: Child;
  crowd: Crowd;
  groups: Group[];
}

const TAKE = `mutation Take($input: TakeComplaintInput!) { takeComplaint(input: $input) { complaint { id version } } }`;
const SCRIPTS = { bare: "floor-broadcast.js", ours: "../../src/main.js", peer: "peer-graphql-ws.js" };
const PROTOCOL = { path: "/graphql", protocol: "graphql-transport-ws" };

/**
 * The three that are compared, each a process of its own with a crowd of its own: the bare broadcast, our server, and graphql-ws'
 * default. Before anything is measured they are checked to send the same texts.
 */
export class Stage implements AsyncDisposable {
  private constructor(
    private readonly bench: Bench,
    readonly sides: Side[],
    /** One change of ours as all three send it: the texts for the bare sockets, the object for the peer's resolvers. */
    private messages: Record<"bare" | "peer", string>,
  ) {}

  static async open(bench: Bench, documents: readonly string[], flags: readonly string[] = []): Promise<Stage> {
    const sides: Side[] = [];
    for (const name of SIDES) {
      const server = await startSide(bench, name, {}, flags);
      const groups = await openGroups(bench, name, documents);
      sides.push({ name, ...server, crowd: await Crowd.start(), groups });
    }
    return new Stage(bench, sides, { bare: "", peer: "" });
  }

  /** Opens more sockets on each side. */
  async fill(count: number): Promise<void> {
    for (const { crowd, port, groups } of this.sides) await crowd.open(port, count, groups);
  }

  side(name: SideName): Side {
    return this.sides.find((side) => side.name === name) as Side;
  }

  /** Makes one change of ours and has the other two repeat it. Throws when their texts differ. */
  async rehearse(): Promise<void> {
    for (const { crowd } of this.sides) await crowd.keep(true);
    const texts = await this.listen("ours");
    this.messages = { bare: JSON.stringify(texts), peer: JSON.stringify(merge(texts)) };
    for (const name of ["bare", "peer"] as const) {
      const same = await this.listen(name);
      if (same.join("\n") !== texts.join("\n"))
        throw new Error(`${name} does not send the same as ours:\n${same.join("\n")}\n\n${texts.join("\n")}`);
    }
    for (const { crowd } of this.sides) await crowd.keep(false);
  }

  /** Sends one message to everyone on a side; for ours by changing the `n`th of ten cases. */
  async trigger(name: SideName, n = 0): Promise<Request> {
    if (name === "ours") return trigger(this.bench, n);
    return { method: "POST", path: "/", body: this.messages[name] };
  }

  private async listen(name: SideName): Promise<string[]> {
    const { port, crowd } = this.side(name);
    const connection = await Connection.open(port);
    await crowd.hear(1, async () => connection.send(await this.trigger(name)).then(checkAnswer));
    connection.close();
    return crowd.lastTexts();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { child, crowd } of this.sides) {
      await crowd[Symbol.asyncDispose]();
      await child[Symbol.asyncDispose]();
    }
  }
}

/** Changes the `n`th of ten cases; repeatable, since each taking of a case is a change. */
export async function trigger({ world, tokens }: Bench, n: number): Promise<Request> {
  const holder = world.moderators[n] as Person;
  return graphql(TAKE, { input: { complaintId: world.submitted[n] } }, await tokens.of(holder));
}

/** A group of sockets for each document, of as many people as there are. */
export async function openGroups(
  { world, tokens }: Bench,
  name: SideName,
  documents: readonly string[],
): Promise<Group[]> {
  const held = await Promise.all(world.watchers.map((watcher) => tokens.of(watcher)));
  return documents.map((query, n) =>
    name === "bare" ? { path: `/?group=${n}` } : { ...PROTOCOL, tokens: held, query },
  );
}

export async function startSide(
  bench: Bench,
  name: SideName,
  env: NodeJS.ProcessEnv = {},
  flags: readonly string[] = [],
): Promise<{ port: number; child: Child }> {
  const port = await freePort();
  const servers = join(__dirname, "../../servers");
  const settings = name === "ours" ? bench.ourEnv : { DATABASE_URL: bench.databaseUrl, NODE_ENV: "production" };
  const probe = ["--expose-gc", "--require", join(servers, name === "ours" ? "probe-ours.js" : "probe.js")];
  const child = await startScript(join(servers, SCRIPTS[name]), port, { ...settings, ...env }, [...flags, ...probe]);
  return { port, child };
}

/** A GraphQL response with errors has status 200. */
export function checkAnswer({ status, body }: { status: number; body: string }): void {
  if (status !== 200 || body.startsWith('{"errors"')) throw new Error(`a change was answered ${status}: ${body}`);
}

/** What the trigger itself takes without subscribers, in milliseconds of waiting and of processor time. */
export async function measureAlone(stage: Stage, name: SideName): Promise<{ ms: number; cpu: number }> {
  const { port, child } = stage.side(name);
  const connection = await Connection.open(port);
  const request = await stage.trigger(name);
  const took: number[] = [];
  let before = 0;
  for (let n = 0; n < 250; n += 1) {
    if (n === 50) before = child.cpu();
    const started = now();
    checkAnswer(await connection.send(request));
    took.push(now() - started);
  }
  connection.close();
  return { ms: median(took.slice(50)), cpu: (child.cpu() - before) / 200 };
}

interface Told {
  payload: { data: { moderationQueueUpdated: object } };
}

/** The one object that has all that any group's document selects. */
function merge(texts: string[]): object {
  const updates = texts.map((text) => (JSON.parse(text) as Told).payload.data.moderationQueueUpdated);
  return updates.reduce((all, update) => mergeInto(all as Fields, update as Fields), {});
}

type Fields = Record<string, unknown>;

function mergeInto(all: Fields, more: Fields): Fields {
  for (const [name, value] of Object.entries(more))
    all[name] =
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? mergeInto((all[name] ?? {}) as Fields, value as Fields)
        : value;
  return all;
}

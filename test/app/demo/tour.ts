import { getOperationAST, OperationTypeNode, parse } from "graphql";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import CAST from "../../../schema/cast.json";
import type { ServerOptions } from "../../../src/server";
import { sellWhileApprovalIsAwaited, setFlatRules } from "../../adjudication/points/flat-rules";
import type { TestDatabaseKind } from "../../support/databases";
import { fetchAsOwner } from "../../support/file-links";
import { startWorld, type Person, type World } from "../../support/world";

const FOLDER = join(__dirname, "../../../schema/operations");

export interface Example {
  file: string;
  title: string;
  as: string;
  variables: string;
  /** Operations of other examples to be run before it, one after the other: it is about another case than the example before it. */
  first: string[];
  name: string;
  source: string;
  stream: boolean;
}

const read = (file: string): Example => {
  const source = readFileSync(join(FOLDER, file), "utf8");
  const line = (key: string): string | undefined => new RegExp(`^# ${key}: (.*)$`, "m").exec(source)?.[1];
  const operation = getOperationAST(parse(source));
  return {
    file,
    source,
    title: source.split("\n")[0] ?? "",
    as: line("as") ?? "",
    variables: line("variables") ?? "{}",
    first: line("first")?.split(", ") ?? [],
    name: operation?.name?.value ?? "",
    stream: operation?.operation === OperationTypeNode.SUBSCRIPTION,
  };
};

/** The examples of `schema/operations`, as the story goes. */
export const EXAMPLES = readdirSync(FOLDER)
  .sort((a, b) => parseInt(a) - parseInt(b))
  .map(read);

/** Who plays a part. */
export type Part = keyof typeof CAST;

export interface Turn {
  example: Example;
  /** Null for a visitor. */
  part: Part | null;
  person: Person;
  variables: Record<string, unknown>;
}

/** Sends one turn; returns the data of the answer, nothing for a stream. */
// oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
export type Send = (turn: Turn) => Promise<Record<string, any>>;

/** A server on which the examples can be run one after the other. */
export async function startTour(
  kind: TestDatabaseKind = "sqlite",
  env: Record<string, string> = {},
  options: ServerOptions = {},
): Promise<World> {
  const world = await startWorld(kind, options, env);
  // The tour shows what points call for, whatever the provider's rate.
  await setFlatRules(world.db);
  await sellWhileApprovalIsAwaited(world.db);
  return world;
}

/** The examples, with what a reader fills in and does between them. */
export class Tour {
  /** The last id of each kind that an answer showed, the last cursor and lease: what a reader would paste. */
  readonly latest = new Map<string, string>();

  constructor(
    private readonly world: World,
    private readonly send: Send,
  ) {}

  /** One example, after those that it names as first. */
  async play(example: Example): Promise<void> {
    for (const name of example.first) await this.once(EXAMPLES.find((other) => other.name === name) ?? example);
    await this.once(example);
  }

  private async once(example: Example): Promise<void> {
    const { as } = example;
    for (const name of as.includes(" or ") ? [as.split(/,| or /)[0] ?? ""] : as.split(", then ")) {
      const part = name === "" || name === "anyone" ? null : name === "anyone signed in" ? "consumer" : (name as Part);
      const person = part === null ? this.world.visitor : await this.world.as(CAST[part]);
      await this.remember(await this.send({ example, part, person, variables: this.fill(example.variables) }));
    }
  }

  /** Ids, the cursor and the lease's token as shown before, and a day to come. */
  private fill(variables: string): Record<string, unknown> {
    const soon = new Date(this.world.clock.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    return JSON.parse(
      variables
        .replace(/([a-z]{3})_…/g, (_, kind: string) => this.latest.get(kind) ?? `no ${kind} yet`)
        .replace('"after": "…"', `"after": "${this.latest.get("cursor") ?? ""}"`)
        .replace(/"leaseToken": \d+/, `"leaseToken": ${this.latest.get("leaseToken") ?? "0"}`)
        .replace("YYYY-MM-DD", soon),
    ) as Record<string, unknown>;
  }

  private async remember(data: Record<string, unknown>): Promise<void> {
    const answer = JSON.stringify(data);
    for (const [id, kind] of answer.matchAll(/\b([a-z]{3})_[0-9a-z]{26}\b/g)) this.latest.set(kind ?? "", id);
    for (const [, cursor] of answer.matchAll(/"cursor":"([^"]+)"/g)) this.latest.set("cursor", cursor ?? "");
    for (const [, token] of answer.matchAll(/"token":(\d+)/g)) this.latest.set("leaseToken", token ?? "");
    for (const [, uploadUrl = ""] of answer.matchAll(/"uploadUrl":"([^"]+)"/g))
      expect((await fetchAsOwner(uploadUrl, { method: "PUT", body: "hello" })).ok).toBe(true);
    if (data.advanceClock) await this.world.later(0);
  }
}

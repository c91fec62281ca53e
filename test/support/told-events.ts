import { LoggedEvent } from "../../src/platform/database/event.entity";
import type { Person, World } from "./world";

/** An event as the API shows it. */
export interface ToldEvent {
  id: string;
  seq: number;
  type: string;
  at: string;
  actorRole: string;
  data: Record<string, unknown>;
  hash: string;
  canonicalData?: string;
}

interface Shape {
  type: string;
  particulars: { name: string; kind: string; nullable: boolean; values: string[] }[];
}

interface History {
  field: string;
  more: string;
  /** Who together see all of it, in the demo's market. */
  logins: readonly string[];
}

const EVERYBODY = ["sun.audit", "li.na", "wang.owner"];
const HISTORIES: Readonly<Record<string, History>> = {
  cmp: { field: "complaint", more: "canonicalData", logins: EVERYBODY },
  prv: { field: "provider", more: "", logins: EVERYBODY },
  isp: { field: "inspection", more: "", logins: ["sun.audit"] },
};

/** The events of every case, provider and inspection, by stream, as the API shows them. */
export async function toldEvents(world: World): Promise<Map<string, ToldEvent[]>> {
  const streams = new Set((await world.db.find(LoggedEvent, {})).map(({ streamId }) => streamId));
  const all = new Map<string, ToldEvent[]>();
  for (const id of streams) {
    const history = HISTORIES[id.slice(0, 3)];
    if (!history) continue;
    const seen = new Map<number, ToldEvent>();
    for (const login of history.logins)
      for (const event of await historyOf(await world.as(login), id, history)) seen.set(event.seq, event);
    all.set(
      id,
      [...seen.values()].sort((a, b) => a.seq - b.seq),
    );
  }
  return all;
}

async function historyOf(person: Person, id: string, { field, more }: History): Promise<ToldEvent[]> {
  const query = `query ($id: ID!, $after: String) { ${field}(id: $id) { timeline(first: 100, after: $after) {
    nodes { ... on Event { id seq type at actorRole data hash } ${more} } pageInfo { hasNextPage endCursor } } } }`;
  const events: ToldEvent[] = [];
  for (let after: string | null = null; ;) {
    const { [field]: found } = await person.ok(query, { id, after });
    if (!found?.timeline) return events;
    events.push(...(found.timeline.nodes as ToldEvent[]));
    if (!found.timeline.pageInfo.hasNextPage) return events;
    after = found.timeline.pageInfo.endCursor as string;
  }
}

const isText = (value: unknown): boolean => typeof value === "string";
const ISO = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What a value of each kind looks like, for whoever only has the reference. */
const LOOKS: Record<string, (value: unknown, values: readonly string[]) => boolean> = {
  ID: (value) => isText(value) && /^[a-z]{3}_[0-9a-z]{26}$/.test(String(value)),
  TEXT: isText,
  CODE: (value) => isText(value) && value !== "",
  CODES: (value) => Array.isArray(value) && value.every((each) => /^\S+$/.test(String(each))),
  ENUM: (value, values) => values.includes(String(value)),
  NUMBER: (value) => Number.isFinite(value),
  TIME: (value) => isText(value) && ISO.test(String(value)),
  FLAG: (value) => typeof value === "boolean",
  MONEY: (value) => {
    const { amount, currency, decimals, ...rest } = (value ?? {}) as Record<string, unknown>;
    const isMoney = Number.isSafeInteger(amount) && /^[A-Z]{3}$/.test(String(currency)) && decimals === 2;
    return isMoney && Object.keys(rest).length === 0;
  },
};

/** Where events are not what `eventTypes` says of their type. */
export async function misshapen(world: World, events: Iterable<readonly ToldEvent[]>): Promise<string[]> {
  const { eventTypes } = await world.visitor.ok("{ eventTypes { type particulars { name kind nullable values } } }");
  const shapes = new Map((eventTypes as Shape[]).map((shape) => [shape.type, shape]));
  return [...events].flat().flatMap(({ id, type, data }) => {
    const particulars = shapes.get(type)?.particulars ?? [];
    const strange = Object.keys(data).filter((name) => !particulars.some((each) => each.name === name));
    const wrong = particulars.filter(({ name, kind, nullable, values }) => {
      const value = data[name] ?? null;
      return value === null ? !nullable : !LOOKS[kind]?.(value, values);
    });
    return [...strange, ...wrong.map(({ name, kind }) => `${name} (${kind})`)].map(
      (what) => `${type} ${id}: ${what}: ${JSON.stringify(data)}`,
    );
  });
}

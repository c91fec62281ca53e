import { Argument, InvalidArgumentError, type Command, type Option } from "commander";
import { FeedCounter } from "../../platform/database/event.entity";
import { numberedEvents } from "../../platform/feed/numbered-events";
import type { EventOf } from "../../platform/database/event.entity";
import type { EventType } from "../../platform/database/event";
import type { Reader } from "../../platform/database/reader";
import { allOf, list, sql } from "../../platform/database/sql";
import type { Projection } from "../../platform/feed/projection";
import { ProjectionPlace } from "../../platform/feed/projection-place.entity";
import { rebuildProjection } from "../../platform/feed/rebuild-projection";
import { skipEvent } from "../../platform/feed/skip-event";
import { SkippedEvent } from "../../platform/feed/skipped-event.entity";
import { cleanText } from "../../platform/graphql/text-field";
import { MINUTE } from "../../platform/time";
import { CannotDo } from "./cannot-do";
import { logTo } from "./log-to";
import type { Place, Result, Run } from "./on-database";
import { progressLine } from "./progress-line";

/** `redress projections` and `redress search`: what is derived, and deriving it again. */
export function addProjections(redress: Command, run: Run, json: Option): void {
  const projections = redress.command("projections").description("What is derived from the log.");
  projections
    .command("status")
    .description(
      "Says how far each has read the log, how many events are left for it, and the first of them: one that waits for minutes is one that it fails at. Names what it had to pass over.",
    )
    .addOption(json)
    .action(run(status));
  projections
    .command("rebuild")
    .description(
      "Empties one and derives it again from the log's beginning, while servers of this version run: until it has ended, it shows less.",
    )
    .addArgument(new Argument("<name>", "as `status` names it"))
    .addOption(json)
    .action(run(rebuild));

  projections
    .command("skip")
    .description(
      "Has one pass over the event at which it stands still, after one more attempt. What it shows is wrong from then on, and an alert says so, until it is rebuilt. Only for those that can be.",
    )
    .addArgument(new Argument("<name>", "as `status` names it"))
    .addArgument(new Argument("<position>", "the event's, as `status` has it").argParser(positionOf))
    .requiredOption("--because <reason>", "why, and what is to be mended; kept until it is rebuilt")
    .addOption(json)
    .action(run(skip));

  redress
    .command("search")
    .description("By which words things are found.")
    .command("rebuild")
    .description(
      "Keeps the words of every searched text anew, and the index of listings and providers, which finds less until it has ended.",
    )
    .addOption(json)
    .action(run(rebuildSearch));
}

/** Of so many events it is seen which are for a projection that looks into them. */
const LOOKED_INTO = 10_000;

async function status(_: object, { database }: Place): Promise<Result> {
  const { PROJECTIONS } = await import("../districts.js");
  const head = (await database.findOne(FeedCounter, { id: 1 }))?.position ?? 0;
  const places = new Map((await database.find(ProjectionPlace, {})).map(({ id, position }) => [id, position]));
  const projections = await Promise.all(
    PROJECTIONS.map(async (projection) => {
      const position = places.get(projection.name) ?? 0;
      const { name } = projection;
      const { left, next } = await leftFor(database, projection, position);
      const skipped = (await database.find(SkippedEvent, { projection: name }, "ORDER BY position")).map(
        ({ projection: _, at, ...event }) => ({ ...event, at: new Date(at).toISOString() }),
      );
      return { name, position, left, next, skipped, canBeRebuilt: projection.empty !== undefined };
    }),
  );
  const lines = projections.map(
    ({ name, position, left, next, skipped }) =>
      `${name}: at ${position} of ${head}, ${left} events left${next ? waits(next) : ""}${skipped.map((event) => `\n  passed over ${event.type} at ${event.position}, because ${event.reason} (${event.error})`).join("")}`,
  );
  return [{ head, projections }, lines.join("\n")];
}

interface Next {
  position: number;
  type: string;
  at: string;
}

const waits = ({ position, type, at }: Next): string =>
  `; the first is ${type} at ${position}${Date.now() - Date.parse(at) > MINUTE ? `, and waits since ${at}` : ""}`;

async function leftFor(
  reader: Reader,
  projection: Projection,
  after: number,
): Promise<{ left: number; next: Next | null }> {
  const { types } = projection;
  const looksInto = projection.wants !== undefined;
  const where = allOf([sql`p.position > ${after}`, types && sql`t.type IN (${list([...types])})`]);
  const events = await numberedEvents(reader, where, looksInto ? LOOKED_INTO : 1);
  const wanted = events.filter((event) => projection.wants?.(event as EventOf<EventType>) ?? true);
  const [first] = wanted;
  const next = first ? { position: first.position, type: first.type, at: new Date(first.at).toISOString() } : null;
  if (looksInto && events.length < LOOKED_INTO) return { left: wanted.length, next };
  const [row] = await reader.query<{ events: number }>(
    sql`SELECT COUNT(*) AS events FROM log_position p JOIN event_log t ON t.id = p.event_id WHERE ${where}`,
  );
  return { left: row?.events ?? 0, next };
}

function positionOf(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError("it is a number from 1 on.");
  return Number(text);
}

async function skip({ given, because }: { given: string[]; because: string }, place: Place): Promise<Result> {
  const [name = "", at = ""] = given;
  const { database, terminal } = place;
  const position = positionOf(at);
  const projection = await projectionNamed(name);
  const { empty } = projection;
  if (!empty)
    throw new CannotDo(
      `${name} also notifies, opens, publishes or weighs, and could not be rebuilt afterwards: it passes over nothing. Mend what it fails at; servers try again.`,
    );
  const reason = cleanText(because, "--because", { min: 1, max: 500 });
  const { skipped, standing } = await skipEvent(
    database,
    { ...projection, empty },
    { position, reason },
    logTo(terminal, "error"),
  );
  const stands = standing && `${name} stands still at ${standing.type} at ${standing.position}`;
  if (!skipped) throw new CannotDo(`Nothing was passed over: ${stands ?? `${name} stands still nowhere`}.`);
  const rest = stands ?? `it goes on. When that is mended: redress projections rebuild ${name}`;
  return [{ name, position, standing }, `${name} has passed over the event at ${position}; ${rest}.`];
}

async function projectionNamed(name: string): Promise<Projection> {
  const { PROJECTIONS } = await import("../districts.js");
  const projection = PROJECTIONS.find((each) => each.name === name);
  if (!projection) throw new CannotDo(`There is no projection ${name}: redress projections status names them.`);
  return projection;
}

async function rebuild({ given: [name = ""] }: { given: string[] }, place: Place): Promise<Result> {
  const position = await again(await projectionNamed(name), place);
  return [{ name, position }, `${name} is derived anew, up to position ${position}.`];
}

async function again(projection: Projection, { database, terminal }: Place): Promise<number> {
  const { name, empty } = projection;
  if (!empty)
    throw new CannotDo(
      `${name} is not only derived: it also notifies, opens or seals what must not be done twice. It is not rebuilt.`,
    );
  const line = progressLine(terminal);
  const left = await rebuildProjection(database, { ...projection, empty }, logTo(terminal, "error"), (done, total) =>
    line.progress(`events for ${name}`, done, total),
  ).finally(line.end);
  if (left > 0)
    throw new CannotDo(`${name} stands still, with ${left} events left; why is above. Servers try again as well.`);
  return (await database.findOne(ProjectionPlace, { id: name }))?.position ?? 0;
}

async function rebuildSearch(_: object, place: Place): Promise<Result> {
  const { PROJECTIONS } = await import("../districts.js");
  const { rebuildTerms } = await import("../../platform/database/rebuild-terms.js");
  const line = progressLine(place.terminal);
  const rows = await rebuildTerms(place.database, line.progress).finally(line.end);
  const index = PROJECTIONS.filter(({ name }) => name.startsWith("search-"));
  for (const projection of index) await again(projection, place);
  const [row] = await place.database.query<{ documents: number }>(
    sql`SELECT listings + providers AS documents FROM search_index`,
  );
  const documents = row?.documents ?? 0;
  return [
    { rows, documents },
    `The words of ${rows} rows are kept anew, and ${documents} listings and providers are indexed anew.`,
  ];
}

import { Argument, InvalidArgumentError, type Command, type Option } from "commander";
import type { Database } from "../../platform/database/database";
import { FeedCounter } from "../../platform/database/event.entity";
import { sql } from "../../platform/database/sql";
import { numberedEvents } from "../../platform/feed/numbered-events";
import { EventRelayPlace, THE_RELAY } from "../events-out/event-relay-place.entity";
import { CannotDo } from "./cannot-do";
import type { Place, Result, Run } from "./on-database";

/** `redress events`: how far the log has left the platform. */
export function addEvents(redress: Command, run: Run, json: Option): void {
  const events = redress.command("events").description("What leaves the platform for EVENTS_URL.");
  events
    .command("status")
    .description("Says how far the log has left, how many events are left, and the first of them.")
    .addOption(json)
    .action(run(status));
  events
    .command("move")
    .description(
      "Has it go on after another event, while servers run: after an earlier one, to send again what the other side has lost; with `head`, to send only what happens from now on. What is sent again has the ids that it had.",
    )
    .addArgument(
      new Argument("<position>", "the last event that is not sent, 0 for none, or head").argParser(positionOf),
    )
    .addOption(json)
    .action(run(move));
}

async function placeAndHead(database: Database): Promise<{ place: EventRelayPlace; head: number }> {
  const place = await database.findOne(EventRelayPlace, { id: THE_RELAY });
  if (!place) throw new Error("event_relay_place has no row");
  return { place, head: (await database.findOne(FeedCounter, { id: 1 }))?.position ?? 0 };
}

async function status(_: object, { database, config }: Place): Promise<Result> {
  const { place, head } = await placeAndHead(database);
  const { position } = place;
  const [first] = await numberedEvents(database, sql`p.position = ${position + 1}`);
  const next = first ? { position: position + 1, type: first.type, at: new Date(first.at).toISOString() } : null;
  const goesTo = config.events?.stream ?? null;
  const where = goesTo === null ? "EVENTS_URL is not set: events stay in the log" : `to the stream ${goesTo}`;
  const left = next
    ? `${head - position} left; the first is ${next.type} at ${next.position}, of ${next.at}`
    : "none left";
  return [
    { stream: goesTo, position, head, left: head - position, next },
    `${where}\nat ${position} of ${head}: ${left}`,
  ];
}

function positionOf(text: string): number | "head" {
  if (text === "head") return text;
  if (!/^(0|[1-9]\d{0,14})$/.test(text)) throw new InvalidArgumentError("it is a number from 0 on, or head.");
  return Number(text);
}

async function move({ given: [to = ""] }: { given: string[] }, { database }: Place): Promise<Result> {
  const wanted = positionOf(to);
  const { head } = await placeAndHead(database);
  const position = wanted === "head" ? head : wanted;
  if (position > head) throw new CannotDo(`The log ends at ${head}.`);
  const before = await database.transact(async (tx) => {
    const place = await tx.lock(EventRelayPlace, THE_RELAY);
    if (!place) throw new Error("event_relay_place has no row");
    const was = place.position;
    tx.change(place, { position, replays: place.replays + Number(position < was) });
    return was;
  });
  return [{ before, position }, `It goes on after ${position}; it was at ${before}.`];
}

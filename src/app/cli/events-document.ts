import { EVENT_HISTORIES, type HistoryName } from "../catalogues/event-histories.table";
import {
  cataloguedEvents,
  shownOf,
  type EventShape,
  type ParticularKind,
  type ShownParticular,
} from "../../platform/graphql/event-catalogue";
import "../districts";

type Row = [type: string, shape: EventShape];

const HISTORIES = Object.keys(EVENT_HISTORIES) as HistoryName[];

/** The catalogue as docs/events.md shows it. */
export const eventsDocument = (): string => [OPENING, ...HISTORIES.flatMap(sectionsOf)].join("\n\n");

const TITLES: Record<HistoryName, string> = {
  CASE: "Of a case (`CaseEvent`)",
  PROVIDER: "Of a provider (`ProviderEvent`)",
  INSPECTION: "Of an inspection (`InspectionEvent`)",
  ORDER: "Of an order (only as a `Notice`)",
  ACCOUNT: "Of an account (only as a `Notice`)",
  HOUSE_RULES: "Of the house rules (only as a `Notice`)",
};

function sectionsOf(history: HistoryName): string[] {
  const rows = cataloguedEvents().filter(([, shape]) => shape.history === history);
  const common = commonTo(rows);
  const rooms = [...new Set(rows.map(([, { recordedBy }]) => recordedBy))].sort();
  return [
    `## ${TITLES[history]}`,
    ...(common.length > 0 ? [`Any of them may have ${common.join("; ")}.`] : []),
    ...rooms.flatMap((room) => [
      `Recorded by \`${room}\`:`,
      rows
        .filter(([, { recordedBy }]) => recordedBy === room)
        .map((row) => line(row, common))
        .join("\n"),
    ]),
  ];
}

/** What every event of a history may have is told once. */
function commonTo(rows: readonly Row[]): string[] {
  const [first = [], ...others] = rows.map(([, shape]) => shownOf(shape).map(told));
  return first.filter((one) => others.every((other) => other.includes(one)));
}

function line([type, shape]: Row, common: readonly string[]): string {
  const own = shownOf(shape)
    .map(told)
    .filter((one) => !common.includes(one));
  return `- \`${type}\` (${shape.meaning.en}; ${shape.meaning.zhCN})${own.length > 0 ? `: ${own.join("; ")}` : ""}`;
}

const WORDS: Record<Exclude<ParticularKind, "ENUM">, string> = {
  ID: "id",
  TEXT: "text",
  CODE: "code",
  CODES: "list of codes",
  NUMBER: "number",
  TIME: "time",
  FLAG: "true or false",
  MONEY: "money",
};
/** Longer lists of words are left to `eventTypes`. */
const MOST_WORDS = 12;

const told = ({ name, kind, nullable, values }: ShownParticular): string =>
  `\`${name}\` ${kind === "ENUM" ? listed(values) : WORDS[kind]}${nullable ? "?" : ""}`;

const listed = (values: readonly string[]): string =>
  values.length > MOST_WORDS ? `one of ${values.length} words` : values.map((value) => `\`${value}\``).join(" or ");

const OPENING = `# Events

What the API tells of what happened. Printed by \`npm run events\` from the rooms' declarations (\`src/**/*-events.ts\`) and the pages' labels; the
build compares them. Programs read the same with \`query { eventTypes { type history particulars { name kind nullable values } } }\`.

\`CaseEvent\`, \`ProviderEvent\` and \`InspectionEvent\` are an \`Event\`: \`type\`, \`at\`, \`actorRole\`, \`data\`, \`seq\` and \`hash\`. A \`Notice\` has the
\`type\` only. \`data\` is a JSON object, not a text with one:

\`\`\`json
{
  "type": "OFFER_MADE",
  "data": {
    "offerId": "ofr_01k2…",
    "number": 1,
    "kind": "REFUND_PART",
    "amount": { "amount": 19900, "currency": "CNY", "decimals": 2 },
    "expiresAt": "2026-11-24T08:30:00.000Z",
    "by": "PROVIDER"
  }
}
\`\`\`

- A time is ISO 8601 in UTC, as \`DateTime\`. Money has \`amount\` in minor units, \`currency\` and \`decimals\`, as \`Money\`; where it has no currency of
  its own, it is the case's.
- \`?\`: may be null or absent, in some events of the type or in older ones.
- Types, roles, names in \`data\` and the words that a particular may be keep their meaning, and more may be added at any time. A client
  skips what it does not know, or shows it as it is ([the guide](live-client.md#types-you-do-not-know)).
- \`CaseEvent.canonicalData\` is a text with what was recorded: times in epoch milliseconds, yes as 1, amounts as bare numbers, lists between spaces.
  Each name in it is a leaf of the event's hash, as a dossier's \`events.ndjson\` has it; \`data\` is made from it and not hashed.`;

import { GraphQLID, GraphQLScalarType, Kind } from "graphql";
import type { Json } from "./event-catalogue";
import { Refusal } from "../refusal";
import { dateOf, isoText } from "../time";

/** Instants live as epoch milliseconds inside and as ISO 8601 text outside. */
export const DateTime = new GraphQLScalarType<number, string>({
  name: "DateTime",
  description:
    "A point in time, ISO 8601 in UTC with milliseconds: `2026-11-24T08:30:00.000Z`. Input may have another offset.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339",
  serialize: (value) => isoText(value as number),
  parseValue: (value) => parseInstant(value),
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
});

/** Money is never a float. */
export const MinorUnitsScalar = new GraphQLScalarType<number, number>({
  name: "MinorUnits",
  description:
    "A whole, non-negative number of a currency's smallest unit (分, cents), at most 2^53 - 1: `19900` is 199.00.",
  serialize: (value) => value as number,
  parseValue: (value) => parseMinorUnits(value),
  parseLiteral: (node) => parseMinorUnits(node.kind === Kind.INT ? Number(node.value) : undefined),
});

/** Only goes out: nothing takes it as an input. */
export const JsonObject = new GraphQLScalarType<Readonly<Record<string, Json>>>({
  name: "JSON",
  description:
    "A JSON object, as it is and not as text. Times in it are like `DateTime`, money like `Money`; the field says where its names are described.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc8259",
});

/**
 * GraphQL's own ID takes any text. Ours have nothing beyond ASCII, and MariaDB compares their columns with nothing else: such a text is read as
 * an id that nothing has.
 */
const ofNothing = "?";
const asId = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- all of ASCII
  /^[\u0000-\u007f]*$/.test(text) ? text : ofNothing;
const parseId = GraphQLID.parseValue.bind(GraphQLID);
const parseIdLiteral = GraphQLID.parseLiteral.bind(GraphQLID);
GraphQLID.parseValue = (value) => asId(parseId(value));
GraphQLID.parseLiteral = (node, variables) => asId(parseIdLiteral(node, variables));

/** Offsets are required: a time without one means different moments to different readers. */
const ISO = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

function parseInstant(value: unknown): number {
  const [text = "", day = ""] = (typeof value === "string" && ISO.exec(value)) || [];
  const instant = Date.parse(text);
  // The 30th of February would be taken for the 2nd of March.
  if (Number.isNaN(instant) || dateOf(Date.parse(day)) !== day)
    throw new Refusal("BAD_USER_INPUT", { reason: "scalar.dateTime" });
  return instant;
}

function parseMinorUnits(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new Refusal("BAD_USER_INPUT", { reason: "scalar.minorUnits" });
  }
  return value;
}

import { LONGEST_ID, type MarketplaceRecordInput, type MarketplaceRecordKind } from "./intake.types";

const KIND_OF: Readonly<Record<keyof MarketplaceRecordInput, MarketplaceRecordKind>> = {
  person: "PERSON",
  provider: "PROVIDER",
  listing: "LISTING",
  promise: "PROMISE",
  order: "ORDER",
  delivery: "DELIVERY",
  payment: "PAYMENT",
  refund: "REFUND",
};
const SLOTS = Object.keys(KIND_OF) as (keyof MarketplaceRecordInput)[];

/** What a record that cannot be read says of itself, so that its sender finds it. */
export function nameOf(given: unknown): { kind: MarketplaceRecordKind | null; externalId: string | null } {
  const record = isObject(given) ? given : {};
  const [only, another] = SLOTS.filter((slot) => isObject(record[slot]));
  const content = only && record[only];
  const id = isObject(content) ? content[only === "delivery" ? "order" : "externalId"] : null;
  const externalId = typeof id === "string" || typeof id === "number" ? String(id) : "";
  return {
    kind: only && !another ? KIND_OF[only] : null,
    externalId: externalId !== "" && externalId.length <= LONGEST_ID ? externalId : null,
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

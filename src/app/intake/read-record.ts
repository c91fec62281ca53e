import { isInputType, type GraphQLSchema } from "graphql";
import {
  DeliveryRecordInput,
  ListingRecordInput,
  MarketplaceRecordInput,
  OrderRecordInput,
  PaymentRecordInput,
  PersonRecordInput,
  PromiseRecordInput,
  ProviderRecordInput,
  RefundRecordInput,
} from "../../market/intake/intake.types";
import { PromiseTermsInput } from "../../market/promises/promise-terms.types";
import { MoneyInput } from "../../platform/graphql/money";
import { readInput } from "../../platform/graphql/variables";
import { checkJson } from "../../platform/http/check-json";
import { Refusal } from "../../platform/refusal";

const CLASSES: { [Slot in keyof MarketplaceRecordInput]-?: new () => object } = {
  person: PersonRecordInput,
  provider: ProviderRecordInput,
  listing: ListingRecordInput,
  promise: PromiseRecordInput,
  order: OrderRecordInput,
  delivery: DeliveryRecordInput,
  payment: PaymentRecordInput,
  refund: RefundRecordInput,
};
/** What is in some of them. */
const PARTS: Readonly<Record<string, new () => object>> = {
  price: MoneyInput,
  amount: MoneyInput,
  terms: PromiseTermsInput,
};

/** A line of NDJSON as the API's own input, read by the API's own types. Refuses what is none, naming the field. */
export function readRecord(schema: GraphQLSchema, text: string): MarketplaceRecordInput {
  const type = schema.getType(MarketplaceRecordInput.name);
  if (!isInputType(type)) throw new Error("the schema knows no records");
  const value = readInput(type, parsed(text));
  return asRecord(value as MarketplaceRecordInput);
}

/** Checks go by classes: what is of the shape becomes of the class. */
export const asRecord = (record: MarketplaceRecordInput): MarketplaceRecordInput =>
  asInstance(MarketplaceRecordInput, record, CLASSES);

function parsed(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal("BAD_USER_INPUT", { reason: "intake.notJson" });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Refusal("BAD_USER_INPUT", { reason: "intake.notJson" });
  checkJson(text);
  return value;
}

function asInstance(
  Class: new () => object,
  value: unknown,
  inside: Readonly<Record<string, new () => object>>,
): object {
  const instance = Object.assign(new Class(), value) as Record<string, unknown>;
  for (const [name, member] of Object.entries(instance)) {
    const Inside = inside[name];
    if (Inside && typeof member === "object" && member !== null) instance[name] = asInstance(Inside, member, PARTS);
  }
  return instance;
}

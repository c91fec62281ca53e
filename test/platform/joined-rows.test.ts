import "reflect-metadata";
import { getOperationAST, parse } from "graphql";
import { Account } from "../../src/accounts/account/account.entity";
import { createSchema } from "../../src/app/schema";
import { Breach } from "../../src/case/complaints/breach.entity";
import { Complaint } from "../../src/case/complaints/complaint.entity";
import { Order } from "../../src/market/orders/order.entity";
import { Provider } from "../../src/market/providers/provider.entity";
import { PromiseVersion } from "../../src/market/promises/promise-version.entity";
import { Loaders } from "../../src/platform/database/loaders";
import type { Reader } from "../../src/platform/database/reader";
import { RowMapper, type SqlValue } from "../../src/platform/database/row-mapper";
import { sql } from "../../src/platform/database/sql";
import { Asked } from "../../src/platform/graphql/asked";
import { JoinedRows } from "../../src/platform/graphql/joined-rows";

const QUEUE = `{ moderationQueue { nodes {
  title consumerName provider { id legalName } breaches { kind expected promiseVersion { text } }
} } }`;

/** The plan of a document for a list of cases. */
async function joinedFor(source: string): Promise<JoinedRows<Complaint>> {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error("it has no operation");
  return JoinedRows.of(new Asked(await createSchema(), document, operation).plan(Complaint, ["updatedAt"]));
}

/** Whose rows hold, in each column, its own name; the names in `given` what is said. */
function readerOf(columns: string, rows: Record<string, SqlValue>[]): Reader {
  const names = columns.split(", ");
  const answer = rows.map((given) => names.map((name) => (name in given ? (given[name] ?? null) : name)));
  return { isRecorded: false, rows: async () => answer } as unknown as Reader;
}

test("what lies beside a row is found by its entity and the property that joins them, and by no other", async () => {
  const joined = await joinedFor(QUEUE);
  const [provider = "", breach = "", version = ""] = ["provider", "breach", "promise_version"].map(
    (table) => new RegExp(`${table} (j\\d)`).exec(joined.joins.text)?.[1],
  );
  const rows = [
    { [`${breach}.id`]: "second" },
    { [`${breach}.id`]: "first", [`${version}.id`]: null },
    { "t.id": "next", [`${breach}.id`]: null, [`${version}.id`]: null, [`${provider}.id`]: null },
  ];
  const [first, next, ...others] = await joined.fetch(readerOf(joined.columns.text, rows), sql`SELECT`);
  if (!first || !next) throw new Error("two cases are missing");
  expect(others).toEqual([]);
  const loaders = new Loaders(readerOf("", []));
  expect(loaders.beside(Provider, first, "providerId")).toMatchObject({ id: `${provider}.id` });
  expect(loaders.beside(Account, first, "consumerId")?.displayName).toMatch(/display_name$/);
  expect(loaders.beside(Account, first, "providerId")).toBeUndefined();
  expect(loaders.beside(Provider, first, "consumerId")).toBeUndefined();
  expect(loaders.beside(Order, first, "orderId")).toBeUndefined();
  const breaches = await loaders.many(Breach, first, "complaintId");
  expect(breaches.map(({ id }) => id)).toEqual(["first", "second"]);
  expect(breaches.map((each) => loaders.beside(PromiseVersion, each, "promiseVersionId")?.id ?? null)).toEqual([
    null,
    `${version}.id`,
  ]);
  // That there is none is known as well, and nothing is asked.
  expect(loaders.beside(Provider, next, "providerId")).toBeNull();
  expect(await loaders.many(Breach, next, "complaintId")).toEqual([]);
});

test("what joins two tables is read once, and both rows have it", async () => {
  const joined = await joinedFor(QUEUE);
  const columns = joined.columns.text.split(", ");
  expect(new Set(columns).size).toBe(columns.length);
  expect(columns.filter((name) => /\.(consumer_id|provider_id|complaint_id|promise_version_id)$/.test(name))).toEqual(
    [],
  );
  expect(columns.filter((name) => name.endsWith(".id")).sort()).toEqual(["j1.id", "j2.id", "j3.id", "j4.id", "t.id"]);
  const [consumer, provider] = ["account", "provider"].map(
    (table) => new RegExp(`${table} (j\\d)`).exec(joined.joins.text)?.[1],
  );
  const [breach, version] = ["breach", "promise_version"].map(
    (table) => new RegExp(`${table} (j\\d)`).exec(joined.joins.text)?.[1],
  );

  const rows = [
    { [`${breach}.id`]: "second" },
    { [`${breach}.id`]: "first" },
    { "t.id": "next", [`${breach}.id`]: null, [`${version}.id`]: null },
  ];
  const [first, next, ...others] = await joined.fetch(readerOf(joined.columns.text, rows), sql`SELECT`);
  expect(others).toEqual([]);
  const loaders = new Loaders(readerOf("", []));
  expect(first).toMatchObject({ id: "t.id", consumerId: `${consumer}.id`, providerId: `${provider}.id` });
  expect(first && loaders.beside(Provider, first, "providerId")).toMatchObject({ id: first?.providerId });
  expect(first && loaders.beside(Account, first, "consumerId")).toMatchObject({ id: first?.consumerId });
  // Neither by another entity nor by another property.
  expect(first && loaders.beside(Account, first, "providerId")).toBeUndefined();
  expect(first && loaders.beside(Provider, first, "consumerId")).toBeUndefined();
  const breaches = first ? await loaders.many(Breach, first, "complaintId") : [];
  expect(breaches).toMatchObject(
    ["first", "second"].map((id) => ({ id, complaintId: "t.id", promiseVersionId: `${version}.id` })),
  );
  expect(breaches.map((each) => loaders.beside(PromiseVersion, each, "promiseVersionId")?.id)).toEqual([
    `${version}.id`,
    `${version}.id`,
  ]);
  expect(next).toMatchObject({ id: "next" });
  expect(next && (await loaders.many(Breach, next, "complaintId"))).toEqual([]);
});

test("only where a foreign key sees to it", () => {
  const mapper = RowMapper.of(Complaint);
  expect(mapper.refersTo(Provider, "providerId")).toBe(true);
  expect(mapper.refersTo(Account, "providerId")).toBe(false);
  expect(mapper.refersTo(Provider, "status")).toBe(false);
});

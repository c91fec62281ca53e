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
import type { SqlValue } from "../../src/platform/database/row-mapper";
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

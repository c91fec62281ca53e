import { Counters } from "../../src/platform/redis/counters";
import { Budget } from "../../src/platform/graphql/budget";
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";
import { Pipeline } from "../../src/platform/graphql/pipeline";
import { hashOf, RegisteredDocuments } from "../../src/platform/graphql/registered-documents";
import { StoredQueries } from "../../src/platform/graphql/stored-queries";
import { Context } from "../../src/platform/graphql/context";
import { signIn, startWorld } from "../support/world";

const QUERY = "{ viewer { displayName } }";

test("where only registered documents are executed, no other is kept or executed for a client either", async () => {
  await using world = await startWorld("sqlite");
  const { services } = world.server;
  const { accountId: id = "" } = await signIn(world.url, "li.na");
  const actor = await services.currentActor(id);
  if (!actor) throw new Error("nobody is signed in");
  const pipeline = new Pipeline(services.schema, DEFAULT_LIMITS);
  await using counters = await Counters.open(undefined, "", services.log);
  const budget = new Budget(counters, { perPerson: 1_000, perAddress: 1_000 });
  const storedBy = (texts: Map<string, string>): StoredQueries =>
    new StoredQueries(
      () => ({ services, pipeline, budget }),
      new RegisteredDocuments(texts, "registered"),
      DEFAULT_LIMITS,
      10_000,
    );
  const reader = new Context(services, actor, actor, null, "");
  const [none, one] = [storedBy(new Map()), storedBy(new Map([[hashOf(QUERY), QUERY]]))];
  expect(() => none.check(QUERY, new Set(), "input.query", reader)).toThrow("PERSISTED_DOCUMENT_REQUIRED");
  const refused = await none.run(actor, QUERY, new Map());
  expect(refused?.data).toBeUndefined();
  expect(refused?.errors?.[0]?.extensions.code).toBe("PERSISTED_DOCUMENT_REQUIRED");
  one.check(QUERY, new Set(), "input.query", reader);
  expect(await one.run(actor, QUERY, new Map())).toEqual({ data: { viewer: { displayName: actor.displayName } } });
});

import { forEachDatabase } from "../support/databases";
import { startWorld } from "../support/world";
import { openCase } from "../realtime/cases";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { getOperationAST, OperationTypeNode, parse, type ExecutionResult } from "graphql";
import { Compiler } from "../../src/platform/graphql/compiler";
import { Context } from "../../src/platform/graphql/context";
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";
import { Pipeline } from "../../src/platform/graphql/pipeline";
import { createSchema } from "../../src/app/schema";

forEachDatabase((kind) => {
  test("compiled operations answer as graphql-js does, for every example query", async () => {
    await using world = await startWorld(kind);
    const id = await openCase(world);
    const { services } = world.server;
    const actor = await services.currentActor((await world.as("li.na")).accountId);
    const schema = await createSchema();
    const [compiled, reference] = [true, false].map(
      (compile) => new Pipeline(schema, DEFAULT_LIMITS, { compile, hints: false, introspection: true }),
    );
    const run = async (
      pipeline: Pipeline | undefined,
      query: string,
      variables: Record<string, unknown>,
    ): Promise<ExecutionResult | undefined> => {
      const prepared = pipeline?.prepare({ query, variables });
      if (!prepared || "errors" in prepared) return prepared;
      const execute = () =>
        pipeline?.execute(
          prepared,
          new Context(services, actor, { locale: "zh-CN", timeZone: "Asia/Shanghai" }, "same", "127.0.0.1"),
        );
      await execute();
      // Compiled, if at all, from the second time on.
      return execute();
    };
    const folder = join(__dirname, "../../schema/operations");
    const queries = readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), "utf8"))
      .filter((text) => getOperationAST(parse(text))?.operation === OperationTypeNode.QUERY);
    queries.push(
      `query ($id: ID!) { complaint(id: $id) { id status provider { legalName } order { title promises { promiseVersion { text kind } } } breaches { expected promiseVersion { digest } atStake { amount } } timeline(first: 100) { nodes { seq type } } availableActions { action mutation unavailableBecause { code message } } } nope: complaint(id: "x") { id } }`,
    );
    const asked = jest.spyOn(Compiler.prototype, "compiled");
    for (const query of queries) {
      const variables = { id, complaintId: id };
      const [ours, theirs] = [await run(compiled, query, variables), await run(reference, query, variables)];
      expect(comparable(ours)).toEqual(comparable(theirs));
      const { introspects } = asked.mock.lastCall?.[0] ?? {};
      expect([query, asked.mock.results.at(-1)?.value === null]).toEqual([query, introspects]);
    }
    expect(queries.length).toBeGreaterThan(0);
  });
});

/** graphql-jit gives errors of lists no place in the text and orders keys its own way; what clients act on is the same. */
const comparable = (result: ExecutionResult | undefined): unknown => ({
  data: JSON.parse(JSON.stringify(result?.data ?? null)) as unknown,
  errors: result?.errors?.map(({ message, path, extensions }) => ({ message, path, extensions })),
});

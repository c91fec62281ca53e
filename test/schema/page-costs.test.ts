import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from "graphql";
import { measureCost } from "../../src/platform/graphql/cost";
import { DEFAULT_LIMITS, limitRule } from "../../src/platform/graphql/limits";

const PAGES = join(__dirname, "../../web/app/src");
const schema = buildSchema(readFileSync(join(__dirname, "../../schema/schema.graphql"), "utf8"));

const fragments = new Map<string, FragmentDefinitionNode>();
const operations: OperationDefinitionNode[] = [];
for (const file of readdirSync(PAGES, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".graphql"),
))
  for (const definition of parse(readFileSync(join(PAGES, file), "utf8")).definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }

/** Those that it spreads, and those that they spread. */
function spreadBy(operation: OperationDefinitionNode): FragmentDefinitionNode[] {
  const found = new Set<FragmentDefinitionNode>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (!fragment || found.has(fragment)) return;
        found.add(fragment);
        follow(fragment);
      },
    });
  };
  follow(operation);
  return [...found];
}

/** The pages' cache asks each object for its type. */
const asSent = (document: DocumentNode): DocumentNode =>
  visit(document, {
    SelectionSet: ({ kind, selections }) => ({
      kind,
      selections: [...selections, { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }],
    }),
  });

/** With every condition met, so that everything an operation may ask for is counted. */
const everything = (operation: OperationDefinitionNode): Record<string, boolean> =>
  Object.fromEntries(
    (operation.variableDefinitions ?? [])
      .filter(({ type }) => JSON.stringify(type).includes('"Boolean"'))
      .map(({ variable }) => [variable.name.value, true]),
  );

test("no page asks for more than it may", () => {
  expect(operations.length).toBeGreaterThan(100);
  const over = operations.flatMap((operation) => {
    const document = asSent({ kind: Kind.DOCUMENT, definitions: [operation, ...spreadBy(operation)] });
    const [sent] = document.definitions as [OperationDefinitionNode];
    const cost = measureCost(schema, document, sent, everything(operation));
    const most =
      operation.operation === OperationTypeNode.SUBSCRIPTION ? DEFAULT_LIMITS.subscriptionCost : DEFAULT_LIMITS.cost;
    const limits = validate(schema, document, [limitRule(DEFAULT_LIMITS)]).map(({ message }) => message);
    const found = cost > most ? [...limits, `costs ${cost} of ${most}`] : limits;
    return found.map((what) => `${operation.name?.value}: ${what}`);
  });
  expect(over).toEqual([]);
});

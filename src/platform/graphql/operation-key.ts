import { createHash } from "node:crypto";
import { Kind, print, visit, type DocumentNode, type OperationDefinitionNode, type SelectionNode } from "graphql";
interface Shape {
  digest: string;
  /** Variables that the responses depend on. */
  variables: readonly string[];
}

const shapes = new WeakMap<DocumentNode, Map<string, Shape>>();

/** Equal for operations whose responses to one event are the same text: document and variables, except where to begin. */
export function operationKey(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  coerced: Record<string, unknown>,
): string {
  const { digest, variables } = shapeOf(document, operation);
  // Left out is not null: an argument's default applies only when it is left out.
  const given = variables.filter((name) => name in coerced);
  return `${digest} ${JSON.stringify(given.map((name) => [name, coerced[name]]))}`;
}

function shapeOf(document: DocumentNode, operation: OperationDefinitionNode): Shape {
  const name = operation.name?.value ?? "";
  const known = shapes.get(document) ?? new Map<string, Shape>();
  shapes.set(document, known);
  let shape = known.get(name);
  if (!shape) known.set(name, (shape = measure(document, operation)));
  return shape;
}

function measure(document: DocumentNode, operation: OperationDefinitionNode): Shape {
  const withoutBeginning = {
    ...operation,
    variableDefinitions: [],
    selectionSet: { ...operation.selectionSet, selections: operation.selectionSet.selections.map(withoutAfter) },
  };
  const rest = {
    ...document,
    definitions: document.definitions
      .filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
      .concat(withoutBeginning as never),
  };
  const variables = new Set<string>();
  visit(rest, { Variable: (node) => void variables.add(node.name.value) });
  return { digest: createHash("sha256").update(print(rest)).digest("hex"), variables: [...variables].sort() };
}

/** A subscription's root field says with `after` where to begin; viewers who have caught up are at the same place. */
const withoutAfter = (node: SelectionNode): SelectionNode =>
  node.kind === Kind.FIELD
    ? { ...node, arguments: node.arguments?.filter(({ name }) => name.value !== "after") }
    : node;

import { GraphQLError, isListType, getNullableType, type DocumentNode, type GraphQLSchema } from "graphql";
import { getComplexity, type ComplexityEstimator } from "graphql-query-complexity";

const UNBOUNDED_LIST = 5;
const COUNTED = new Set(["nodes", "edges", "updates"]);

/** A field costs 1 and what is below it; lists cost that times their `first`, or a typical length. */
const estimate: ComplexityEstimator = ({ field, args, childComplexity }) => {
  const first: unknown = (args as { first?: unknown }).first;
  if (typeof first === "number") return 1 + Math.max(0, first) * childComplexity;
  // These were counted by the `first` of the field above.
  const counted = COUNTED.has(field.name);
  return 1 + (isListType(getNullableType(field.type)) && !counted ? UNBOUNDED_LIST : 1) * childComplexity;
};

/** Null for variables that do not fit: the executor says so better, with the field. */
export function measureCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Record<string, unknown>,
): number | null {
  try {
    return getComplexity({ schema, query: document, operationName, variables, estimators: [estimate] });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

export function refuseCost(cost: number | null, most: number): GraphQLError | null {
  if (cost === null || cost <= most) return null;
  return new GraphQLError(
    `The operation costs ${cost}; the limit is ${most}. Ask for fewer items (first) or fewer nested lists.`,
    { extensions: { code: "QUERY_TOO_COMPLEX", cost, most } },
  );
}

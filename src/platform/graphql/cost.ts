import { GraphQLError, isListType, getNullableType, type DocumentNode, type GraphQLSchema } from "graphql";
import { getComplexity, type ComplexityEstimator } from "graphql-query-complexity";

const UNBOUNDED_LIST = 5;

/** A field costs 1 and what is below it; lists cost that times their `first`, or a typical length. */
const estimate: ComplexityEstimator = ({ field, args, childComplexity }) => {
  const first: unknown = (args as { first?: unknown }).first;
  if (typeof first === "number") return 1 + Math.max(0, first) * childComplexity;
  // `nodes` and `edges` were counted by the connection's `first`.
  const counted = field.name === "nodes" || field.name === "edges";
  return 1 + (isListType(getNullableType(field.type)) && !counted ? UNBOUNDED_LIST : 1) * childComplexity;
};

export function checkCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Record<string, unknown>,
  most: number,
): GraphQLError | null {
  try {
    const cost = getComplexity({ schema, query: document, operationName, variables, estimators: [estimate] });
    return cost <= most
      ? null
      : new GraphQLError(
          `The operation costs ${cost}; the limit is ${most}. Ask for fewer items (first) or fewer nested lists.`,
          { extensions: { code: "QUERY_TOO_COMPLEX", cost, most } },
        );
  } catch (error) {
    // Variables that do not fit: the executor says so better, with the field.
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

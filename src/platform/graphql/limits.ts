import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from "graphql";

export interface Limits {
  tokens: number;
  depth: number;
  aliases: number;
  rootFields: number;
  directives: number;
  /** How often one response name may be selected beside itself. */
  duplicates: number;
  cost: number;
  /** A subscription is executed again and again. */
  subscriptionDepth: number;
  subscriptionCost: number;
  bodyBytes: number;
  socketMessageBytes: number;
  operationsPerSocket: number;
  /** Messages a socket may send at once; and each second in the long run. */
  socketMessagesAtOnce: number;
  socketMessagesPerSecond: number;
  /** A socket that has said nothing since the last ping is gone at the next; one that only does not read is given three. */
  socketPingSeconds: number;
  sockets: number;
  socketsPerAddress: number;
  socketsPerPerson: number;
}

export const DEFAULT_LIMITS: Limits = {
  tokens: 2_000,
  depth: 12,
  aliases: 30,
  rootFields: 20,
  directives: 8,
  duplicates: 5,
  cost: 20_000,
  subscriptionDepth: 10,
  subscriptionCost: 5_000,
  bodyBytes: 262_144,
  socketMessageBytes: 131_072,
  operationsPerSocket: 50,
  socketMessagesAtOnce: 400,
  socketMessagesPerSecond: 50,
  socketPingSeconds: 12,
  sockets: 20_000,
  socketsPerAddress: 2_000,
  socketsPerPerson: 100,
};

type Counts = Pick<Limits, "tokens" | "depth" | "aliases" | "rootFields" | "directives" | "duplicates">;

/**
 * Measures each operation as execution would meet it: a fragment counts as often as it is spread, and its fields beside those around
 * it. Introspection is exempt from depth (GraphiQL's own query is 13 deep).
 */
export function limitRule(all: Limits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      const isSubscription = operation.operation === OperationTypeNode.SUBSCRIPTION;
      const limits = isSubscription ? { ...all, depth: all.subscriptionDepth } : all;
      const counts: Counts = {
        tokens: 0,
        depth: 0,
        aliases: 0,
        rootFields: 0,
        directives: operation.directives?.length ?? 0,
        duplicates: 0,
      };
      measure({ context, limits, counts }, operation.selectionSet, 1, new Map(), []);
      const over = (["depth", "aliases", "directives", "duplicates", "rootFields", "tokens"] as const).find(
        (name) => counts[name] > limits[name],
      );
      if (over) {
        context.reportError(
          new GraphQLError(`The operation is over the limit of ${limits[over]} for ${over}.`, {
            nodes: operation,
            extensions: { code: "QUERY_TOO_COMPLEX", limit: over, most: limits[over] },
          }),
        );
      }
    },
  });
}

interface Measuring {
  context: ValidationContext;
  limits: Limits;
  counts: Counts;
}

/** `names` counts the response names of one object, whichever fragments they come from. */
function measure(
  measuring: Measuring,
  set: SelectionSetNode,
  depth: number,
  names: Map<string, number>,
  spreads: FragmentDefinitionNode[],
): void {
  const { context, limits, counts } = measuring;
  counts.depth = Math.max(counts.depth, depth);
  for (const selection of set.selections) {
    // Every selection is a token at least; a document within the limit is over it here when fragments spread fragments spread fragments.
    counts.tokens += 1;
    if (counts.tokens > limits.tokens) return;
    counts.directives += selection.directives?.length ?? 0;
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value;
      const times = (names.get(name) ?? 0) + 1;
      names.set(name, times);
      counts.duplicates = Math.max(counts.duplicates, times);
      if (depth === 1) counts.rootFields += 1;
      if (selection.alias) counts.aliases += 1;
      if (selection.selectionSet && !selection.name.value.startsWith("__"))
        measure(measuring, selection.selectionSet, depth + 1, new Map(), spreads);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      measure(measuring, selection.selectionSet, depth, names, spreads);
    } else {
      const fragment = context.getFragment(selection.name.value);
      // Cycles are another rule's to report.
      if (fragment && !spreads.includes(fragment))
        measure(measuring, fragment.selectionSet, depth, names, [...spreads, fragment]);
    }
  }
}

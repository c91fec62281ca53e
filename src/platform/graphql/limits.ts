import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from "graphql";

export interface Limits {
  tokens: number;
  depth: number;
  /** The depth limit for introspection: GraphiQL's own query is 15 deep. */
  introspectionDepth: number;
  aliases: number;
  rootFields: number;
  directives: number;
  /** How often one response name may be selected within one object. */
  duplicates: number;
  cost: number;
  /** Lower for subscriptions, which are executed again and again. */
  subscriptionDepth: number;
  subscriptionCost: number;
  /** Estimated memory limit of each cache: parsed documents, compiled ones, and those that streams share. */
  documentBytes: number;
  compiledBytes: number;
  /** The same of answers to whole audiences; 0: none are kept. */
  answerBytes: number;
  /** An operation of more selections, fragments written out, is not compiled. */
  compiledSelections: number;
  bodyBytes: number;
  socketMessageBytes: number;
  operationsPerSocket: number;
  /** Messages a socket may send in a burst, and each second on average. */
  socketMessagesAtOnce: number;
  socketMessagesPerSecond: number;
  /** A socket silent since the last ping is closed at the next; one that merely does not read gets three. */
  socketPingSeconds: number;
  sockets: number;
  socketsPerAddress: number;
  socketsPerPerson: number;
}

export const DEFAULT_LIMITS: Limits = {
  tokens: 2_000,
  depth: 12,
  introspectionDepth: 20,
  aliases: 30,
  rootFields: 20,
  directives: 8,
  duplicates: 5,
  cost: 20_000,
  subscriptionDepth: 10,
  subscriptionCost: 6_000,
  documentBytes: 33_554_432,
  compiledBytes: 67_108_864,
  answerBytes: 67_108_864,
  compiledSelections: 600,
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

type Counts = Pick<
  Limits,
  "tokens" | "depth" | "introspectionDepth" | "aliases" | "rootFields" | "directives" | "duplicates"
>;

const COUNTED = [
  "depth",
  "introspectionDepth",
  "aliases",
  "directives",
  "duplicates",
  "rootFields",
  "tokens",
] as const satisfies readonly (keyof Counts)[];

type FragmentOf = (name: string) => FragmentDefinitionNode | null | undefined;

/**
 * Measures each operation as execution would see it: a fragment counts as often as it is spread, and its fields together with those around
 * it. Introspection is measured like everything else, but may go deeper.
 */
export function limitRule(all: Limits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => {
    let tokens = 0;
    return {
      OperationDefinition(operation) {
        const isSubscription = operation.operation === OperationTypeNode.SUBSCRIPTION;
        const limits = isSubscription ? { ...all, depth: all.subscriptionDepth } : all;
        // All operations of a document have to be validated, though only one is executed.
        const counts = countOperation(operation, (name) => context.getFragment(name), limits.tokens, tokens);
        ({ tokens } = counts);
        const over = COUNTED.find((name) => counts[name] > limits[name]);
        if (over) {
          context.reportError(
            new GraphQLError(`The operation is over the limit of ${limits[over]} for ${over}.`, {
              nodes: operation,
              extensions: { code: "QUERY_TOO_COMPLEX", limit: over, most: limits[over] },
            }),
          );
        }
      },
    };
  };
}

/** The size of an operation with its fragments expanded. Counting stops at more than `most` selections. */
export function countOperation(
  operation: OperationDefinitionNode,
  fragmentOf: FragmentOf,
  most: number,
  before = 0,
): Counts {
  const counts: Counts = {
    tokens: before,
    depth: 0,
    introspectionDepth: 0,
    aliases: 0,
    rootFields: 0,
    directives: operation.directives?.length ?? 0,
    duplicates: 0,
  };
  count({ fragmentOf, most, counts }, operation.selectionSet, { depth: 1, of: "depth", names: new Map(), spreads: [] });
  return counts;
}

interface Counting {
  fragmentOf: FragmentOf;
  most: number;
  counts: Counts;
}

interface Place {
  depth: number;
  of: "depth" | "introspectionDepth";
  /** Counts the response names of one object, whichever fragments they come from. */
  names: Map<string, number>;
  spreads: readonly FragmentDefinitionNode[];
}

function count(counting: Counting, set: SelectionSetNode, place: Place): void {
  const { fragmentOf, most, counts } = counting;
  counts[place.of] = Math.max(counts[place.of], place.depth);
  for (const selection of set.selections) {
    // Every selection is at least one token; nested fragments can bring a document within the token limit over it here.
    counts.tokens += 1;
    if (counts.tokens > most) return;
    counts.directives += selection.directives?.length ?? 0;
    if (selection.kind === Kind.FIELD) countField(counting, selection, place);
    else if (selection.kind === Kind.INLINE_FRAGMENT) count(counting, selection.selectionSet, place);
    else {
      const fragment = fragmentOf(selection.name.value);
      // Another rule reports cycles.
      if (fragment && !place.spreads.includes(fragment))
        count(counting, fragment.selectionSet, { ...place, spreads: [...place.spreads, fragment] });
    }
  }
}

function countField(counting: Counting, field: FieldNode, { depth, of, names, spreads }: Place): void {
  const { counts } = counting;
  const name = field.alias?.value ?? field.name.value;
  const times = (names.get(name) ?? 0) + 1;
  names.set(name, times);
  counts.duplicates = Math.max(counts.duplicates, times);
  if (depth === 1) counts.rootFields += 1;
  if (field.alias) counts.aliases += 1;
  if (!field.selectionSet) return;
  const below = field.name.value.startsWith("__") ? "introspectionDepth" : of;
  count(counting, field.selectionSet, { depth: depth + 1, of: below, names: new Map(), spreads });
}

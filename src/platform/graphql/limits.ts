import { GraphQLError, Kind, type ASTVisitor, type FragmentDefinitionNode, type SelectionSetNode, type ValidationContext, type ValidationRule } from "graphql";

export interface Limits {
  tokens: number;
  depth: number;
  aliases: number;
  rootFields: number;
  directives: number;
  /** How often one response name may be selected beside itself. */
  duplicates: number;
  cost: number;
  bodyBytes: number;
  socketMessageBytes: number;
  operationsPerSocket: number;
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
  bodyBytes: 262_144,
  socketMessageBytes: 131_072,
  operationsPerSocket: 50,
  socketsPerAddress: 2_000,
  socketsPerPerson: 100,
};

interface Counts {
  depth: number;
  aliases: number;
  directives: number;
  duplicates: number;
}

/** Measures each operation with its fragments spread out; introspection is exempt from depth (GraphiQL's own query is 13 deep). */
export function limitRule(limits: Limits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      const counts: Counts = { depth: 0, aliases: 0, directives: operation.directives?.length ?? 0, duplicates: 0 };
      measure(context, operation.selectionSet, 1, counts, []);
      const rootFields = operation.selectionSet.selections.length;
      const over = (["depth", "aliases", "directives", "duplicates"] as const).find((name) => counts[name] > limits[name]) ?? (rootFields > limits.rootFields ? "rootFields" : undefined);
      if (over) {
        context.reportError(new GraphQLError(`The operation is over the limit of ${limits[over]} for ${over}.`, { nodes: operation, extensions: { code: "QUERY_TOO_COMPLEX", limit: over, most: limits[over] } }));
      }
    },
  });
}

function measure(context: ValidationContext, set: SelectionSetNode, depth: number, counts: Counts, spreads: FragmentDefinitionNode[]): void {
  const names = new Map<string, number>();
  counts.depth = Math.max(counts.depth, depth);
  for (const selection of set.selections) {
    counts.directives += selection.directives?.length ?? 0;
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value;
      names.set(name, (names.get(name) ?? 0) + 1);
      if (selection.alias) counts.aliases += 1;
      if (selection.selectionSet && !selection.name.value.startsWith("__")) measure(context, selection.selectionSet, depth + 1, counts, spreads);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      measure(context, selection.selectionSet, depth, counts, spreads);
    } else {
      const fragment = context.getFragment(selection.name.value);
      // Cycles are another rule's to report; many spreads of one fragment are counted each time, and stop when over.
      if (fragment && !spreads.includes(fragment) && counts.aliases + counts.directives < 10_000) measure(context, fragment.selectionSet, depth, counts, [...spreads, fragment]);
    }
  }
  counts.duplicates = Math.max(counts.duplicates, ...names.values());
}

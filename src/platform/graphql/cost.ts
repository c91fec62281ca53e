import {
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  getOperationAST,
  GraphQLError,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  parse,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { Refusal } from "../refusal";
import { USUAL_PAGE } from "./connection";
import type { VariableUses } from "./variables";
import { SCHEMA_ITSELF, introspectionSize, type IntrospectionSize, type Introspected } from "./introspection-size";

const UNBOUNDED_LIST = 5;
const COUNTED = new Set(["nodes", "edges", "updates"]);
/** The arguments that say how many items a list returns: a number, or one for each of these. */
const SIZES = new Set(["first", "last", "ids"]);
/** What counting a list costs: it reads as many rows as ten pages do, and returns one number. */
const COUNTING = 200;
/** Declared of a field (`@Extensions`) whose work its selection does not show: what it costs besides. */
export const POINTS = "points";
/** What a whole catalogue costs besides: a list without pages that has hundreds of entries, and is a hundred kilobytes. */
export const CATALOGUE = { [POINTS]: 500 };
/** What GraphiQL's own query costs, however large the schema is: most of one operation's limit, but no more. */
const WHOLE_SCHEMA = 14_000;

/**
 * What a validated operation costs, with the variables as coerced: a field costs 1 plus what is below it; lists cost that times their
 * `first` or `last`, or a typical length. Introspection costs as many values as it could return at most. Each fragment is measured once, however
 * often it is spread, so that measuring costs no more than reading the document.
 */
export function measureCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const root = schema.getRootType(operation.operation);
  if (!root) throw unmeasurable();
  const { points, introspected } = new Measure(schema, document, variables).set(operation.selectionSet, root);
  return points + (introspected === 0 ? 0 : Math.ceil(introspected * pointsPerValue(schema)));
}

const prices = new WeakMap<GraphQLSchema, number>();

/** What each value that introspection returns costs. */
function pointsPerValue(schema: GraphQLSchema): number {
  let price = prices.get(schema);
  if (price === undefined) {
    const document = parse(getIntrospectionQuery(EVERYTHING), { noLocation: true });
    const operation = getOperationAST(document);
    const root = schema.getQueryType();
    if (!operation || !root) throw unmeasurable();
    price = WHOLE_SCHEMA / new Measure(schema, document, {}).set(operation.selectionSet, root).introspected;
    prices.set(schema, price);
  }
  return price;
}

const EVERYTHING = {
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
};

const MOST_KEPT = 20;

/** What operations cost, measured once for each combination of the variables the cost depends on. */
export class Costs {
  private readonly known = new Map<string, number>();
  private readonly deciding: readonly string[];

  constructor(
    private readonly measure: (coerced: Record<string, unknown>) => number,
    variables: VariableUses,
  ) {
    this.deciding = [...variables].flatMap(([name, { decides }]) => (decides ? [name] : []));
  }

  of(coerced: Record<string, unknown>): number {
    const key = JSON.stringify(this.deciding.map((name) => coerced[name]));
    let cost = this.known.get(key);
    if (cost === undefined) {
      if (this.known.size === MOST_KEPT) this.known.clear();
      this.known.set(key, (cost = this.measure(coerced)));
    }
    return cost;
  }
}

/** Refuses anything but a number within the limit. */
export function refuseCost(cost: number, most: number): GraphQLError | null {
  if (cost <= most) return null;
  return new GraphQLError(
    `The operation costs ${cost}; the limit is ${most}. Ask for fewer items (first, last) or fewer nested lists.`,
    { extensions: { code: "QUERY_TOO_COMPLEX", limit: "cost", cost, most } },
  );
}

const pointsOf = ({ extensions: { [POINTS]: points } }: GraphQLField<unknown, unknown>): number =>
  typeof points === "number" ? points : 0;

/** What cannot be measured is not let through. */
const unmeasurable = (): Refusal => new Refusal("QUERY_TOO_COMPLEX");

interface Cost {
  points: number;
  introspected: number;
  /** Points for what the list that this is selected of has once, however many items are asked for: its count, its `pageInfo`. */
  single: number;
}

class Measure {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly known = new Map<string, Cost | "being measured">();
  private readonly size: IntrospectionSize;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: Record<string, unknown>,
  ) {
    this.size = introspectionSize(schema);
    for (const each of document.definitions)
      if (each.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(each.name.value, each);
  }

  set({ selections }: SelectionSetNode, parent: GraphQLNamedType): Cost {
    const sum: Cost = { points: 0, introspected: 0, single: 0 };
    for (const selection of selections) {
      if (this.leftOut(selection.directives)) continue;
      const cost = selection.kind === Kind.FIELD ? this.field(selection, parent) : this.spread(selection, parent);
      sum.points += cost.points;
      sum.introspected += cost.introspected;
      sum.single += cost.single;
    }
    return sum;
  }

  private field(node: FieldNode, parent: GraphQLNamedType): Cost {
    const name = node.name.value;
    if (name.startsWith("__")) {
      const below = node.selectionSet ? this.introspection(node.selectionSet, SCHEMA_ITSELF) : 0;
      return { points: 1, introspected: below, single: 0 };
    }
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!field) throw unmeasurable();
    if (!node.selectionSet) return { points: 1, introspected: 0, single: 0 };
    const { points, introspected, single } = this.set(node.selectionSet, getNamedType(field.type));
    const type = getNamedType(field.type).name;
    if (type === "Count") return { points: 0, introspected, single: COUNTING };
    if (type === "PageInfo") return { points: 0, introspected, single: 1 + points };
    const own = 1 + pointsOf(field);
    return { points: own + this.times(node, field) * points + single, introspected, single: 0 };
  }

  private times(node: FieldNode, field: GraphQLField<unknown, unknown>): number {
    const sizes = field.args.filter(({ name }) => SIZES.has(name));
    if (sizes.length > 0) {
      const asked = sizes.flatMap(({ name, defaultValue }) => this.given(node, name, defaultValue) ?? []);
      return Math.max(0, ...(asked.length > 0 ? asked : [USUAL_PAGE]));
    }
    // These were counted by the `first` or `last` of the field above.
    return isListType(getNullableType(field.type)) && !COUNTED.has(field.name) ? UNBOUNDED_LIST : 1;
  }

  /** Null when none is given; NaN for anything but a number: it is within no limit. */
  private given(node: FieldNode, name: string, otherwise: unknown): number | null {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind === Kind.LIST) return value.values.length;
    if (value && value.kind !== Kind.VARIABLE && value.kind !== Kind.NULL) return NaN;
    const given = value?.kind === Kind.VARIABLE ? this.variables[value.name.value] : undefined;
    const counts = (given === undefined ? otherwise : given) ?? null;
    if (Array.isArray(counts)) return counts.length;
    return counts === null || typeof counts === "number" ? counts : NaN;
  }

  private spread(node: Exclude<SelectionNode, FieldNode>, parent: GraphQLNamedType): Cost {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const type = node.typeCondition ? this.schema.getType(node.typeCondition.name.value) : parent;
      return this.set(node.selectionSet, type ?? parent);
    }
    const name = node.name.value;
    return this.once(name, name, ({ selectionSet, typeCondition }) =>
      this.set(selectionSet, this.schema.getType(typeCondition.name.value) ?? parent),
    );
  }

  /** How many values this selection returns at most at such a place. */
  private introspection({ selections }: SelectionSetNode, at: Introspected): number {
    let sum = 0;
    for (const selection of selections) {
      if (this.leftOut(selection.directives)) continue;
      if (selection.kind === Kind.FIELD) {
        const [times, below] = this.size(selection.name.value, at);
        const { selectionSet } = selection;
        sum += selectionSet ? 1 + times * this.introspection(selectionSet, below) : Math.max(1, times);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) sum += this.introspection(selection.selectionSet, at);
      else {
        const name = selection.name.value;
        sum += this.once(name, `${name} ${at.of} ${at.wrapped}`, ({ selectionSet }) => ({
          points: 0,
          introspected: this.introspection(selectionSet, at),
          single: 0,
        })).introspected;
      }
    }
    return sum;
  }

  private once(name: string, key: string, measure: (fragment: FragmentDefinitionNode) => Cost): Cost {
    const known = this.known.get(key);
    const fragment = this.fragments.get(name);
    if (known === "being measured" || !fragment) throw unmeasurable();
    if (known) return known;
    this.known.set(key, "being measured");
    const cost = measure(fragment);
    this.known.set(key, cost);
    return cost;
  }

  private leftOut(directives: readonly DirectiveNode[] | undefined): boolean {
    return (directives ?? []).some(({ name, arguments: [condition] = [] }) => {
      const value = condition?.value;
      const when =
        value?.kind === Kind.BOOLEAN
          ? value.value
          : value?.kind === Kind.VARIABLE
            ? this.variables[value.name.value]
            : undefined;
      return (name.value === "include" && when === false) || (name.value === "skip" && when === true);
    });
  }
}

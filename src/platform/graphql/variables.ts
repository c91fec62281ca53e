import {
  type GraphQLError,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  typeFromAST,
  TypeInfo,
  valueFromAST,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { Problems } from "../problems";
import type { Reason } from "../refusal";
import { refusalError } from "./refusal-error";
import { fieldPath, valueProblem, wrongLeaf } from "./value-problem";

/** Where an operation uses a variable. */
interface Use {
  /** The first place: errors in the value are named from there. */
  field: string;
  /** A place where null is not allowed, though the variable may be null because there is a default. */
  needed: { field: string; type: GraphQLInputType } | null;
  /** Whether the operation's cost depends on it: how many items are requested, or whether a field is. */
  decides: boolean;
}

/** The arguments of lists, and that of @skip and @include. */
const DECIDING = new Set(["first", "last", "ids", "if"]);

export type VariableUses = ReadonlyMap<string, Use>;

/** Includes uses in the fragments it spreads. */
export function variableUses(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): VariableUses {
  const uses = new Map<string, Use>();
  const parts = new Set<OperationDefinitionNode | FragmentDefinitionNode>([operation]);
  const typeInfo = new TypeInfo(schema);
  // A set may grow while it is iterated.
  for (const part of parts)
    visit(
      part,
      visitWithTypeInfo(typeInfo, {
        VariableDefinition: () => false,
        FragmentSpread({ name }) {
          const fragment = document.definitions.find(
            (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name.value,
          );
          if (fragment) parts.add(fragment as FragmentDefinitionNode);
        },
        Variable({ name }, ...at) {
          const type = typeInfo.getInputType();
          const use = uses.get(name.value);
          if (!type) return;
          const field = fieldPath(at);
          uses.set(name.value, {
            field: use?.field ?? field,
            needed: use?.needed ?? (isNonNullType(type) ? { field, type } : null),
            decides: use?.decides || DECIDING.has(field),
          });
        },
      }),
    );
  return uses;
}

export interface Variables {
  /** As sent, but only those the operation declares. */
  sent: Record<string, unknown>;
  /** Checked and coerced to the values resolvers take. */
  coerced: Record<string, unknown>;
}

/** The values of an operation's variables, or the problems in them, with fields named as the operation's arguments are. */
export function readVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  uses: VariableUses,
  given: Record<string, unknown>,
): Variables | { errors: readonly GraphQLError[] } {
  const reading = new Reading();
  // A variable may be called __proto__.
  const sent = Object.create(null) as Record<string, unknown>;
  const coerced = Object.create(null) as Record<string, unknown>;
  for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, typeNode as never) as GraphQLInputType | undefined;
    if (!type || !isInputType(type)) throw new Error(`$${name} is not of an input type`);
    const { field, needed } = uses.get(name) ?? { field: name, needed: null };
    if (Object.hasOwn(given, name)) {
      sent[name] = given[name];
      coerced[name] = reading.coerce(given[name], type, field);
    } else if (defaultValue) coerced[name] = valueFromAST(defaultValue, type);
    else if (isNonNullType(type)) reading.problem("value.needed", field, type);
    if (needed && coerced[name] === null) reading.problem("value.needed", needed.field, needed.type);
  }
  const { refusal } = reading.problems;
  return refusal ? { errors: [refusalError(refusal)] } : { sent: { ...sent }, coerced: { ...coerced } };
}

/** A value that came by another way than a request, read as an argument of this type would be; refuses with all that is wrong with it. */
export function readInput(type: GraphQLInputType, value: unknown): unknown {
  const reading = new Reading();
  const coerced = reading.coerce(value, type, "");
  reading.problems.throwAll();
  return coerced;
}

/** graphql-js' coercion of input values, which repeats the values in its messages and names fields from the variable. */
class Reading {
  readonly problems = new Problems();

  problem(reason: Reason, field: string, type: GraphQLInputType): undefined {
    this.problems.add(valueProblem(reason, field, type));
  }

  coerce(value: unknown, type: GraphQLInputType, field: string): unknown {
    if (this.problems.isFull) return undefined;
    if (isNonNullType(type))
      return value === null || value === undefined
        ? this.problem("value.needed", field, type)
        : this.coerce(value, type.ofType, field);
    if (value === null || value === undefined) return null;
    if (isListType(type))
      return Array.isArray(value)
        ? value.map((item, index) => this.coerce(item, type.ofType, `${field}.${index}`))
        : [this.coerce(value, type.ofType, field)];
    if (isInputObjectType(type)) return this.object(value, type, field);
    return this.leaf(value, type, field);
  }

  private object(value: unknown, type: GraphQLInputObjectType, field: string): unknown {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return this.problem("value.type", field, type);
    const fields = type.getFields();
    // Its names are the schema's, none of which can be __proto__.
    const coerced: Record<string, unknown> = {};
    for (const { name, type: wanted, defaultValue } of Object.values(fields)) {
      const member: unknown = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      if (member !== undefined) coerced[name] = this.coerce(member, wanted, below(field, name));
      else if (defaultValue !== undefined) coerced[name] = defaultValue;
      else if (isNonNullType(wanted)) this.problem("value.needed", below(field, name), wanted);
    }
    for (const name of Object.keys(value))
      if (!Object.hasOwn(fields, name))
        this.problem("value.unknownField", NAME.test(name) ? below(field, name) : field, type);
    return coerced;
  }

  private leaf(value: unknown, type: GraphQLLeafType, field: string): unknown {
    try {
      const parsed: unknown = isEnumType(type) ? type.parseValue(value, true) : type.parseValue(value);
      return parsed === undefined ? this.problem("value.type", field, type) : parsed;
    } catch (error) {
      return this.problem(wrongLeaf(error), field, type);
    }
  }
}

const below = (field: string, name: string): string => (field === "" ? name : `${field}.${name}`);

/** A member name that does not match is not repeated in messages. */
const NAME = /^\w{1,64}$/;

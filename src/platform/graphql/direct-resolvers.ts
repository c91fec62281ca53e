import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { getMetadataStorage, type ContainerType } from "type-graphql";
import type { Role } from "../identity/actor";
import type { Context } from "./context";

type Resolver = Record<string, (...params: unknown[]) => unknown>;
type Class = new () => object;

/** One instance of each resolver class. TypeGraphQL's own container searches a list of them at every call. */
class ResolverInstances implements ContainerType {
  private readonly instances = new Map<Class, object>();

  get(resolver: Class): object {
    let instance = this.instances.get(resolver);
    if (!instance) this.instances.set(resolver, (instance = new resolver()));
    return instance;
  }
}

export const resolverInstances = new ResolverInstances();

type Check = (value: unknown) => void;

/**
 * A resolver is called with its parameters as they are known from the start: TypeGraphQL sorts them at each call, makes a promise for each
 * and passes a chain of middlewares, of which a page of a list would make some hundreds. `check`: as TypeGraphQL's `validateFn`.
 */
export function callDirectly(schema: GraphQLSchema, check: Check): GraphQLSchema {
  const { fieldResolvers, queries, mutations } = getMetadataStorage();
  for (const field of fieldResolvers) {
    const Type = field.kind === "external" ? (field.getObjectType?.() as Class | undefined) : undefined;
    const type = Type && getMetadataStorage().objectTypes.find((each) => each.target === Type)?.name;
    if (type) callOne(schema.getType(type), field, check, Type);
  }
  for (const query of queries) callOne(schema.getQueryType(), query, check);
  for (const mutation of mutations) callOne(schema.getMutationType(), mutation, check);
  return schema;
}

type Resolve = GraphQLFieldResolver<object, Context, Record<string, unknown>>;
type Metadata = ReturnType<typeof getMetadataStorage>["queries"][number] | FieldResolver;
type FieldResolver = ReturnType<typeof getMetadataStorage>["fieldResolvers"][number];
type Parameter = NonNullable<Metadata["params"]>[number];

/** `Type`: what is not an instance of it yet becomes one in the general way. */
function callOne(
  type: unknown,
  { target, methodName, schemaName, params = [], roles, middlewares = [] }: Metadata,
  check: Check,
  Type?: Class,
): void {
  const field = isObjectType(type) ? type.getFields()[schemaName] : undefined;
  const general = field?.resolve as Resolve | undefined;
  const resolver = resolverInstances.get(target as Class) as Resolver;
  const call = resolver[methodName]?.bind(resolver);
  if (!field || !general || !call || middlewares.length > 0) return;
  const direct = directly(
    call,
    [...params].sort((a, b) => a.index - b.index).map((param) => taking(param, check)),
  );
  if (!direct) return;
  const resolve: Resolve = (root, args, context, info) => {
    if (Type && !(root instanceof Type)) return general(root, args, context, info);
    if (roles) context.passesDoor(roles as Role[]);
    return direct(root, args, context, info);
  };
  field.resolve = resolve;
}

/** A parameter's value in a call. */
type Take = (root: object, args: Record<string, unknown>, context: Context) => unknown;

/** null: some parameter is one that only the general way knows. */
function directly(call: (...params: unknown[]) => unknown, takes: readonly (Take | null)[]): Resolve | null {
  const known = takes.filter((take) => take !== null);
  if (known.length < takes.length) return null;
  // Most take one or two, and are called most often: without a list of them.
  const [first, second] = known;
  if (first && known.length === 1) return (root, args, context) => call(first(root, args, context));
  if (first && second && known.length === 2)
    return (root, args, context) => call(first(root, args, context), second(root, args, context));
  return (root, args, context) => call(...known.map((take) => take(root, args, context)));
}

function taking(param: Parameter, check: Check): Take | null {
  if (param.kind === "root" && !param.propertyName) return (root) => root;
  if (param.kind === "context" && !param.propertyName) return (_root, _args, context) => context;
  if (param.kind !== "arg" && param.kind !== "args") return null;
  const make = makerOf(param.getType());
  const name = param.kind === "arg" ? param.name : null;
  return (_root, args) => {
    const made = make(name === null ? args : args[name]);
    check(made);
    return made;
  };
}

type Make = (value: unknown) => unknown;
const makers = new Map<unknown, Make>();

/** Makes instances of a class of inputs or arguments, and of those of its fields; leaves anything else as it is. */
function makerOf(type: unknown): Make {
  const known = makers.get(type);
  if (known) return known;
  const make: Make = (value) => {
    if (typeof value !== "object" || value === null || parts.length === 0) return value;
    if (Array.isArray(value)) return value.map(make);
    const made = new (type as Class)() as Record<string, unknown>;
    for (const [name, makePart] of parts) {
      const part = (value as Record<string, unknown>)[name];
      if (part !== undefined) made[name] = makePart(part);
    }
    return made;
  };
  // Before its fields are looked at, which may be of the same class.
  makers.set(type, make);
  const parts = [...fieldsOf(type)].map(([name, fieldType]) => [name, makerOf(fieldType())] as const);
  return make;
}

/** The fields of a class of inputs or arguments, with what it inherits, and their types. */
function fieldsOf(type: unknown): Map<string, () => unknown> {
  const { inputTypes, argumentTypes } = getMetadataStorage();
  const fields = new Map<string, () => unknown>();
  for (let target = type; typeof target === "function"; target = Object.getPrototypeOf(target) as unknown)
    for (const { name, getType } of [...inputTypes, ...argumentTypes].find((each) => each.target === target)?.fields ??
      [])
      if (!fields.has(name)) fields.set(name, getType);
  return fields;
}

import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { getMetadataStorage, type ContainerType } from "type-graphql";
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

/**
 * A field's resolver that takes nothing but the object and the context, and is open to whoever sees the object, is called as it is. The
 * general way sorts its parameters at each call and makes a promise for each: a page of a list calls some hundreds of them.
 */
export function callDirectly(schema: GraphQLSchema): GraphQLSchema {
  for (const {
    kind,
    target,
    methodName,
    schemaName,
    params = [],
    roles,
    middlewares = [],
    getObjectType,
  } of getMetadataStorage().fieldResolvers) {
    if (kind !== "external" || roles || middlewares.length > 0 || !getObjectType) continue;
    const takes = [...params].sort((a, b) => a.index - b.index);
    if (!takes.every((param) => (param.kind === "root" || param.kind === "context") && !param.propertyName)) continue;
    const Type = getObjectType() as Class;
    const type = getMetadataStorage().objectTypes.find((each) => each.target === Type)?.name;
    const field = type ? schema.getType(type) : undefined;
    const known = isObjectType(field) ? field.getFields()[schemaName] : undefined;
    if (!known?.resolve) continue;
    const resolver = resolverInstances.get(target as Class) as Resolver;
    const kinds = takes.map((param) => param.kind);
    known.resolve = direct(resolver, methodName, kinds.join(), Type, known.resolve);
  }
  return schema;
}

type Resolve = GraphQLFieldResolver<object, Context>;

/** What is not an instance of the type yet becomes one in the general way. */
function direct(resolver: Resolver, method: string, takes: string, Type: Class, general: Resolve): Resolve {
  const call = resolver[method]?.bind(resolver);
  if (!call) return general;
  if (takes === "root")
    return (root, args, ctx, info) => (root instanceof Type ? call(root) : general(root, args, ctx, info));
  if (takes === "root,context")
    return (root, args, ctx, info) => (root instanceof Type ? call(root, ctx) : general(root, args, ctx, info));
  if (takes === "context,root")
    return (root, args, ctx, info) => (root instanceof Type ? call(ctx, root) : general(root, args, ctx, info));
  return general;
}

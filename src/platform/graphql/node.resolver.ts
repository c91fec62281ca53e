import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from "graphql";
import { Arg, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import type { Identified } from "../ids";
import { Refusal, type RefusalCode } from "../refusal";
import type { Context } from "./context";
import { Node } from "./node.types";

const MOST = 100;

/** For whom there is nothing by that id: it is all the same to them whether it exists. */
const HIDDEN: ReadonlySet<RefusalCode> = new Set([
  "NOT_FOUND",
  "FORBIDDEN",
  "UNAUTHENTICATED",
  "SECOND_FACTOR_REQUIRED",
]);

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      "Anything that has an id of its own, under the same rules as the query of its type (`order(id)` for an `ord_…`). Null when there is none, or none for the viewer.",
  })
  node(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("id", () => ID, { description: "An id of any type that implements `Node`." }) id: string,
  ): Promise<Node | null> {
    return readNode(ctx, info, id);
  }

  @Query(() => [Node], {
    nullable: "items",
    description: `Several at once, in the order of \`ids\`; null in place of each that does not exist, or not for the viewer. Refused: LIMIT_REACHED for more than ${MOST}.`,
  })
  nodes(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("ids", () => [ID], { description: `At most ${MOST}, of any types that implement \`Node\`.` }) ids: string[],
  ): Promise<(Node | null)[]> {
    if (ids.length > MOST)
      throw new Refusal("LIMIT_REACHED", { reason: "node.tooMany", field: "ids", params: { most: MOST } });
    return Promise.all(ids.map((id) => readNode(ctx, info, id)));
  }
}

/** By the query of its type, so that it may be seen exactly where that may. */
async function readNode(ctx: Context, info: GraphQLResolveInfo, id: string): Promise<Node | null> {
  const root = rootsOf(info.schema).get(prefixOf(id));
  if (!root?.resolve) return null;
  try {
    return ((await root.resolve({}, { id }, ctx, info)) as Node | null) ?? null;
  } catch (error) {
    if (error instanceof Refusal && HIDDEN.has(error.code)) return null;
    throw error;
  }
}

const prefixOf = (id: string): string => id.slice(0, Math.max(0, id.indexOf("_")));

type Root = GraphQLField<unknown, Context>;

const ROOTS = "nodes by the prefix of their ids";

/** In the extensions, which the copy of the schema has that compiled operations are given. */
function rootsOf({ extensions }: GraphQLSchema): ReadonlyMap<string, Root> {
  const roots = extensions[ROOTS];
  if (!roots) throw new Error("resolveNodes was not called for this schema");
  return roots as ReadonlyMap<string, Root>;
}

/**
 * Finds, for each type that implements `Node`, the query that reads one by its id, and lets nodes state their type: by the id, because
 * compiled operations do not wait for the promise that type-graphql would return.
 */
export function resolveNodes(schema: GraphQLSchema, entities: readonly (new () => object)[]): GraphQLSchema {
  const node = schema.getType("Node");
  if (!isInterfaceType(node)) throw new Error("there is no interface Node");
  const prefixes = new Map(
    entities.flatMap((entity) => ("idPrefix" in entity ? [[entity.name, (entity as Identified).idPrefix]] : [])),
  );
  const roots = new Map<string, Root>();
  const names = new Map<string, string>();
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const type = getNamedType(field.type);
    const [argument, ...others] = field.args;
    if (argument?.name !== "id" || others.length > 0 || !isObjectType(type)) continue;
    if (!type.getInterfaces().includes(node))
      throw new Error(`${type.name} is read by its id, and does not implement Node`);
    const prefix = prefixes.get(type.name);
    if (!prefix) throw new Error(`no table's class is called ${type.name}`);
    roots.set(prefix, field as Root);
    names.set(prefix, type.name);
  }
  const without = schema.getPossibleTypes(node).filter(({ name }) => ![...names.values()].includes(name));
  if (without.length > 0) throw new Error(`no query reads by id: ${without.join(", ")}`);
  node.resolveType = ({ id }: { id: string }) => names.get(prefixOf(id));
  schema.extensions = { ...schema.extensions, [ROOTS]: roots };
  return schema;
}

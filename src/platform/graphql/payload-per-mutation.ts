import {
  GraphQLInterfaceType,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  getNamedType,
  type GraphQLFieldConfigMap,
} from "graphql";
import { getMetadataStorage } from "type-graphql";

const ownName = (mutation: string): string => `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Payload`;

/**
 * Each mutation has a payload type of its own, so that one can grow without the others. What several of them return is declared once
 * and becomes an interface that their types implement: a client reads it with one fragment.
 */
export function payloadPerMutation(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  const mutation = config.mutation?.toConfig();
  if (!mutation) throw new Error("the schema has no mutations");
  const shared = new Map<string, GraphQLObjectType>();
  for (const [name, { type }] of Object.entries(mutation.fields)) {
    const payload = getNamedType(type);
    if (!(payload instanceof GraphQLObjectType)) throw new Error(`${name} does not return an object`);
    if (payload.name !== ownName(name)) shared.set(payload.name, payload);
  }

  const interfaces = new Map<string, GraphQLInterfaceType>();
  /** The interface of a shared payload; it implements that of the class that its own class extends. */
  function interfaceOf(payload: GraphQLObjectType): GraphQLInterfaceType {
    const known = interfaces.get(payload.name);
    if (known) return known;
    const base = shared.get(baseOf(payload.name) ?? "");
    const type = new GraphQLInterfaceType({
      name: payload.name,
      description: payload.description,
      interfaces: base ? withInherited(interfaceOf(base)) : [],
      fields: withoutResolvers(payload.toConfig().fields),
    });
    interfaces.set(payload.name, type);
    return type;
  }

  for (const [name, field] of Object.entries(mutation.fields)) {
    const payload = shared.get(getNamedType(field.type).name);
    if (!payload) continue;
    field.type = new GraphQLNonNull(
      new GraphQLObjectType({
        ...payload.toConfig(),
        name: ownName(name),
        description: `What \`${name}\` returns. ${payload.description ?? ""}`,
        interfaces: withInherited(interfaceOf(payload)),
      }),
    );
  }
  return new GraphQLSchema({
    ...config,
    mutation: new GraphQLObjectType(mutation),
    types: [...config.types.filter(({ name }) => !shared.has(name) && name !== mutation.name), ...interfaces.values()],
  });
}

const withInherited = (type: GraphQLInterfaceType): GraphQLInterfaceType[] => [type, ...type.getInterfaces()];

const withoutResolvers = <S, C>(fields: GraphQLFieldConfigMap<S, C>): GraphQLFieldConfigMap<S, C> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, resolve: undefined }]));

function baseOf(payload: string): string | undefined {
  const { objectTypes } = getMetadataStorage();
  const target = objectTypes.find(({ name }) => name === payload)?.target;
  return objectTypes.find((type) => type.target === Object.getPrototypeOf(target))?.name;
}

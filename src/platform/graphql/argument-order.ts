import { isObjectType, isRequiredArgument, type GraphQLArgument, type GraphQLSchema } from "graphql";

/** Where a page or a stream begins, and how long it is: what every list has comes last, in one order. */
const OF_EVERY_LIST = ["first", "after", "last", "before"];

const placeOf = (argument: GraphQLArgument): number => {
  const place = OF_EVERY_LIST.indexOf(argument.name);
  return place >= 0 ? 2 + place : isRequiredArgument(argument) ? 0 : 1;
};

/** What must be given, what may be given, then the page; among equals in the order in which they are declared. */
export function orderArguments(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType))
    for (const field of Object.values(type.getFields()))
      // type-graphql registers parameters from the last to the first, as decorators are evaluated.
      field.args = [...field.args].reverse().sort((a, b) => placeOf(a) - placeOf(b));
  return schema;
}

import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
  type GraphQLInputField,
  type GraphQLInputType,
} from "graphql";

/** A well-formed id that nothing has. */
export const unknownId = (prefix: string): string => `${prefix}_7zzzzzzzzzzzzzzzzzzzzzzzzz`;

/** The least that GraphQL lets through for a type: required fields only, ids of the right kind that nothing has. */
export function minimalInput(type: GraphQLInputType, field?: GraphQLInputField): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [minimalInput(bare.ofType, field)];
  if (isInputObjectType(bare)) {
    const required = Object.values(bare.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((each) => [each.name, minimalInput(each.type, each)]));
  }
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  return scalar(getNamedType(bare).name, field);
}

function scalar(name: string, field?: GraphQLInputField): unknown {
  switch (name) {
    case "ID":
      // The schema says of every id what it begins with: `cmp_…`.
      return unknownId(/`([a-z]{3})_…`/.exec(field?.description ?? "")?.[1] ?? "xxx");
    case "String":
      return "x";
    case "Int":
    case "Float":
    case "MinorUnits":
      return 1;
    case "Boolean":
      return false;
    case "DateTime":
      return "2040-01-01T00:00:00.000Z";
    default:
      throw new Error(`no minimal value is known for the scalar ${name}`);
  }
}

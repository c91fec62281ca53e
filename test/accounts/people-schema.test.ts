import {
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLField,
  type GraphQLInputField,
} from "graphql";
import { peopleSchema } from "./people";

test("everything a stranger sees of accounts and providers is described", async () => {
  const schema = await peopleSchema();
  const silent: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type) || ["Query", "Mutation"].includes(type.name)) continue;
    if (!type.description) silent.push(type.name);
    if (isEnumType(type))
      silent.push(
        ...type
          .getValues()
          .filter((value) => !value.description)
          .map((value) => `${type.name}.${value.name}`),
      );
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || !(isObjectType(type) || isInputObjectType(type))) continue;
    for (const field of Object.values(type.getFields()) as (GraphQLField<unknown, unknown> | GraphQLInputField)[]) {
      const args = "args" in field ? field.args : [];
      for (const part of [field, ...args])
        if (!part.description) silent.push(`${type.name}.${field.name} ${part.name}`);
    }
  }
  expect(silent).toEqual([]);
});

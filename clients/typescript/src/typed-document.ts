/**
 * The text of an operation, with the types of its result and its variables. Those of graphql-codegen's `documentMode: "string"` fit; a
 * text of your own may be cast to one.
 */
export type TypedDocument<Data = unknown, Variables = Record<string, never>> = (
  | string
  | Pick<string, "toString" | "trim">
) & {
  __apiType?: (variables: Variables) => Data;
};

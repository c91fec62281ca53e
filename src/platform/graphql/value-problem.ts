import { getNamedType, isEnumType, Kind, type ASTNode, type GraphQLInputType } from "graphql";
import { Refusal, type Reason } from "../refusal";

/** What is wrong with a value: where it is and what is expected there. Never the value: it may be a password. */
export const valueProblem = (reason: Reason, field: string, type: GraphQLInputType): Refusal =>
  new Refusal("BAD_USER_INPUT", { reason, field, params: { type: `${String(type)}${wordsOf(type)}` } });

/** More are looked up in the schema. */
const MOST_WORDS = 50;

/** What an enum's value may be. */
function wordsOf(type: GraphQLInputType): string {
  const named = getNamedType(type);
  const words = isEnumType(named) ? named.getValues().map(({ name }) => name) : [];
  return words.length === 0 || words.length > MOST_WORDS ? "" : ` (${words.join(", ")})`;
}

/** Our own scalars state with a refusal what they accept. */
const SCALARS = ["scalar.dateTime", "scalar.minorUnits"] as const;

export const wrongLeaf = (error: unknown): (typeof SCALARS)[number] | "value.type" =>
  SCALARS.find((reason) => error instanceof Refusal && error.details.reason === reason) ?? "value.type";

/** The position arguments that an AST visitor receives. */
export type At = [
  key: string | number | undefined,
  parent: ASTNode | readonly ASTNode[] | undefined,
  path: readonly (string | number)[],
  ancestors: readonly (ASTNode | readonly ASTNode[])[],
];

/** The path of a visited node within the arguments: `input.lines.0.amount`. */
export function fieldPath([, parent, path, before]: At): string {
  const ancestors = parent ? [...before, parent] : before;
  let names: (string | number)[] = [];
  ancestors.forEach((ancestor, index) => {
    if (Array.isArray(ancestor)) {
      const holder = ancestors[index - 1];
      if (holder && "kind" in holder && holder.kind === Kind.LIST) names.push(path[index] as number);
    } else if ("kind" in ancestor) {
      if (ancestor.kind === Kind.ARGUMENT) names = [ancestor.name.value];
      else if (ancestor.kind === Kind.VARIABLE_DEFINITION) names = [ancestor.variable.name.value];
      else if (ancestor.kind === Kind.OBJECT_FIELD) names.push(ancestor.name.value);
    }
  });
  return names.join(".");
}

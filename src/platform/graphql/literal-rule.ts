import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type ASTNode,
  type ASTVisitor,
  type GraphQLInputType,
  type ObjectValueNode,
  type ValidationContext,
  type ValueNode,
} from "graphql";
import type { Reason } from "../refusal";
import { refusalError } from "./refusal-error";
import { type At, fieldPath, valueProblem, wrongLeaf } from "./value-problem";

/**
 * Checks the types of literal values in the document: graphql-js' ValuesOfCorrectTypeRule, but like the values of variables they
 * are refused BAD_USER_INPUT with their field, and are not repeated in the message.
 */
export function literalRule(context: ValidationContext): ASTVisitor {
  const problem = (reason: Reason, type: GraphQLInputType, node: ASTNode, at: At, member?: string): void => {
    const field = fieldPath(at);
    context.reportError(refusalError(valueProblem(reason, member ? `${field}.${member}` : field, type), node));
  };
  const leaf = (node: ValueNode, ...at: At): false => {
    const type = context.getInputType();
    const named = type && getNamedType(type);
    if (!type || !named) return false;
    try {
      if (!isLeafType(named) || named.parseLiteral(node, undefined) === undefined)
        problem("value.type", type, node, at);
    } catch (error) {
      problem(wrongLeaf(error), type, node, at);
    }
    return false;
  };
  return {
    NullValue(node, ...at) {
      const type = context.getInputType();
      if (isNonNullType(type)) problem("value.needed", type, node, at);
    },
    ListValue(node, ...at) {
      if (isListType(getNullableType(context.getParentInputType()))) return undefined;
      return leaf(node, ...at);
    },
    ObjectValue(node, ...at) {
      const type = getNamedType(context.getInputType());
      if (!isInputObjectType(type)) return leaf(node, ...at);
      for (const [name, member] of missing(type, node)) problem("value.needed", member, node, at, name);
      return undefined;
    },
    ObjectField(node, ...at) {
      const type = getNamedType(context.getParentInputType());
      if (!context.getInputType() && isInputObjectType(type))
        problem("value.unknownField", type, node, at, node.name.value);
    },
    EnumValue: leaf,
    IntValue: leaf,
    FloatValue: leaf,
    StringValue: leaf,
    BooleanValue: leaf,
  };
}

function missing(type: ReturnType<typeof getNamedType>, { fields }: ObjectValueNode): [string, GraphQLInputType][] {
  if (!isInputObjectType(type)) return [];
  const given = new Set(fields.map(({ name }) => name.value));
  return Object.values(type.getFields())
    .filter((field) => isRequiredInputField(field) && !given.has(field.name))
    .map(({ name, type: wanted }) => [name, wanted]);
}

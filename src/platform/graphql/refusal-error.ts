import { GraphQLError, type ASTNode } from "graphql";
import type { Refusal } from "../refusal";

/** A refusal found before execution, among the errors of the document. */
export function refusalError(refusal: Refusal, nodes?: ASTNode): GraphQLError {
  const { message, code, details } = refusal;
  const extensions = { code, ...(details.field === undefined ? {} : { field: details.field }) };
  return new GraphQLError(message, { nodes, originalError: refusal, extensions });
}

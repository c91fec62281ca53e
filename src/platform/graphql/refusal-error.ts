import { GraphQLError, type ASTNode } from "graphql";
import type { Refusal } from "../refusal";

/** A refusal found before execution, among the errors of the document. */
export const refusalError = (refusal: Refusal, nodes?: ASTNode): GraphQLError =>
  new GraphQLError(refusal.message, { nodes, originalError: refusal, extensions: { code: refusal.code } });

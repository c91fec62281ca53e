import { GraphQLScalarType, GraphQLSchema, Kind, visit, type DocumentNode, type TypeNode } from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";

/** Executes an operation with variables that were checked and coerced before. */
export type Compiled = (rootValue: unknown, contextValue: unknown, coerced: Record<string, unknown>) => unknown;

/** A value that is right already. */
const Coerced = new GraphQLScalarType({ name: "Coerced_" });
const COERCED: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: Coerced.name } };

/**
 * graphql-jit, for execution only. Its own reading of variables knows no defaults of required input fields and names no field in its
 * errors, so graphql-js reads them, and the compiled document declares them as values to be passed through.
 */
export class Compiler {
  private readonly schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    const config = schema.toConfig();
    this.schema = new GraphQLSchema({ ...config, types: [...config.types, Coerced], assumeValid: true });
  }

  /** null when graphql-jit cannot compile it; graphql-js then executes it. */
  compile(document: DocumentNode, operationName: string): Compiled | null {
    const passing = visit(document, {
      VariableDefinition: (node) => {
        const name = node.type.kind === Kind.NON_NULL_TYPE ? node.type.type : node.type;
        // @skip and @include insist on Boolean, which passes through unharmed.
        if (name.kind === Kind.NAMED_TYPE && name.name.value === "Boolean") return undefined;
        return { ...node, type: COERCED, defaultValue: undefined };
      },
    });
    const result = compileQuery(this.schema, passing, operationName || undefined);
    return isCompiledQuery(result) ? (root, context, coerced) => result.query(root, context, coerced) : null;
  }
}

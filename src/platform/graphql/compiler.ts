import { GraphQLScalarType, GraphQLSchema, Kind, visit, type TypeNode } from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import { figuresOfCache, type CacheFigures } from "../cache-figures";
import { Asked } from "./asked";
import type { Operation } from "./documents";
import type { Limits } from "./limits";

export interface Compiled {
  /** Executes the operation with variables that were checked and coerced before. */
  run(rootValue: unknown, contextValue: unknown, coerced: Record<string, unknown>): unknown;
  /** What it selects, and the plans made of that: kept, and counted, with its program. */
  asked: Asked;
}

/** A value that is already coerced. */
const Coerced = new GraphQLScalarType({ name: "Coerced_" });
const COERCED: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: Coerced.name } };

const BYTES_PER_SELECTION = 4_000;
const sizeOf = ({ selections, bytes }: Operation): number => bytes + BYTES_PER_SELECTION * selections;

/** Of each schema, once in a process: servers of sandboxes share one, and it is as large as the schema itself. */
const withCoerced = new WeakMap<GraphQLSchema, GraphQLSchema>();

function addCoerced(schema: GraphQLSchema): GraphQLSchema {
  const known = withCoerced.get(schema);
  if (known) return known;
  const config = schema.toConfig();
  const added = new GraphQLSchema({ ...config, types: [...config.types, Coerced], assumeValid: true });
  withCoerced.set(schema, added);
  return added;
}

/**
 * graphql-jit, for execution only. Its own reading of variables ignores defaults of required input fields and names no field in its
 * errors, so graphql-js reads them, and the compiled document declares them as values to be passed through.
 */
export class Compiler {
  private readonly schema: GraphQLSchema;
  private readonly kept: LRUCache<Operation, { compiled: Compiled | null }>;
  private readonly seen = new WeakSet<Operation>();

  constructor(
    schema: GraphQLSchema,
    private readonly limits: Limits,
  ) {
    this.schema = addCoerced(schema);
    this.kept = new LRUCache({ maxSize: limits.compiledBytes, sizeCalculation: (_, operation) => sizeOf(operation) });
  }

  get figures(): CacheFigures {
    return figuresOfCache(this.kept);
  }

  /**
   * null when graphql-js is to execute it: the first time, as most documents are sent only once; when it is large, as graphql-jit
   * generates a program of the same length; when it introspects the schema, which has an extra type here.
   */
  compiled(operation: Operation): Compiled | null {
    if (operation.introspects || operation.selections > this.limits.compiledSelections) return null;
    if (!this.seen.has(operation)) {
      this.seen.add(operation);
      return null;
    }
    let kept = this.kept.get(operation);
    if (!kept) this.kept.set(operation, (kept = { compiled: this.compile(operation) }));
    return kept.compiled;
  }

  private compile({ document, node }: Operation): Compiled | null {
    const passing = visit(document, {
      VariableDefinition: (definition) => {
        const { type } = definition;
        const name = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
        // @skip and @include require Boolean, which passes through unchanged.
        if (name.kind === Kind.NAMED_TYPE && name.name.value === "Boolean") return undefined;
        return { ...definition, type: COERCED, defaultValue: undefined };
      },
    });
    const result = compileQuery(this.schema, passing, node.name?.value);
    if (!isCompiledQuery(result)) return null;
    return {
      run: (root, context, coerced) => result.query(root, context, coerced),
      asked: new Asked(this.schema, document, node),
    };
  }
}

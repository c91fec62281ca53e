import { createHash } from "node:crypto";
import {
  createSourceEventStream,
  execute,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { LRUCache } from "lru-cache";
import type { Context } from "./context";
import { Compiler, type Compiled } from "./compiler";
import { checkCost } from "./cost";
import { LiveStream, type LiveRoot } from "./live";
import { operationKey } from "./operation-key";
import type { Rooms, Sink } from "./rooms";
import { SharedSubscription } from "./shared-subscription";
import { limitRule, type Limits } from "./limits";
import { maskError } from "./mask";

export interface OperationRequest {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

export interface Prepared {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** As sent. */
  variables: Record<string, unknown>;
  /** Checked and coerced to what resolvers take. */
  coerced: Record<string, unknown>;
  compiled: Compiled | null;
}

interface Known {
  document: DocumentNode;
  errors: readonly GraphQLError[];
  compiled: Map<string, Compiled | null>;
}

/**
 * Parse, limits, validate, cost, execute, mask: the one way an operation goes, by whichever door it came. (Authorising stands
 * between: at the resolvers' doors, `@Authorized`, and in the policies.) Validated documents are kept and compiled once;
 * graphql-js is what they fall back to, and what tests compare them with.
 */
export class Pipeline {
  private readonly compiler: Compiler;
  private readonly known = new LRUCache<string, Known>({ max: 1_000 });

  constructor(
    readonly schema: GraphQLSchema,
    private readonly limits: Limits,
    private readonly options: { compile: boolean; hints: boolean } = { compile: true, hints: false },
    /** Where subscriptions of one audience share their executions; null: each is executed alone. */
    private readonly rooms: Rooms | null = null,
  ) {
    this.compiler = new Compiler(schema);
  }

  static hash(query: string): string {
    return createHash("sha256").update(query).digest("hex");
  }

  /** The validated document, for those who hold its hash. */
  document(hash: string): DocumentNode | undefined {
    return this.known.get(hash)?.document;
  }

  prepare(request: OperationRequest): Prepared | { errors: readonly GraphQLError[] } {
    if (typeof request.query !== "string" || request.query.trim() === "")
      return refused("The request has no query.", "GRAPHQL_PARSE_FAILED");
    const known = this.read(request.query);
    if (known.errors.length > 0) return { errors: known.errors };
    const operationName = request.operationName ?? undefined;
    const operation = getOperationAST(known.document, operationName);
    if (!operation)
      return refused(
        operationName
          ? `There is no operation named ${JSON.stringify(operationName)}.`
          : "The document has several operations: say which with operationName.",
        "GRAPHQL_VALIDATION_FAILED",
      );
    const variables = request.variables ?? {};
    const checked = getVariableValues(this.schema, operation.variableDefinitions ?? [], variables, { maxErrors: 10 });
    if (checked.errors) return { errors: checked.errors };
    const tooDear = checkCost(this.schema, known.document, operationName, variables, this.limits.cost);
    if (tooDear) return { errors: [tooDear] };
    return {
      document: known.document,
      operation,
      variables,
      coerced: checked.coerced,
      compiled: this.compile(known, operation.name?.value ?? ""),
    };
  }

  async execute(prepared: Prepared, contextValue: Context, rootValue?: unknown): Promise<ExecutionResult> {
    return this.mask(await this.run(prepared, contextValue, rootValue), contextValue);
  }

  /** A stream of masked results. An error of the source is its last result, never a throw: that would cost the whole socket. */
  async subscribe(
    prepared: Prepared,
    contextValue: Context,
    sink: Sink | null = null,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const { document, operation, variables } = prepared;
    const source = await createSourceEventStream({
      schema: this.schema,
      document,
      operationName: operation.name?.value,
      variableValues: variables,
      contextValue,
    });
    if (!(Symbol.asyncIterator in source)) return this.mask(source, contextValue);
    if (source instanceof LiveStream && sink && this.rooms)
      return new SharedSubscription(source, contextValue, sink, this.rooms, {
        operation: operationKey(document, operation, prepared.coerced),
        execute: (ctx, root) => this.execute(prepared, ctx, root),
        executeShared: (ctx, root) => this.executeShared(prepared, ctx, root),
        maskOne: (error) => this.maskOne(error, contextValue),
      });
    const events = source[Symbol.asyncIterator]() as AsyncIterator<LiveRoot>;
    let ended = false;
    const results: AsyncIterableIterator<ExecutionResult> = {
      next: async () => {
        if (ended) return { value: undefined, done: true };
        try {
          const result = await events.next();
          if (result.done) return { value: undefined, done: true };
          return { value: await this.execute(prepared, result.value.ctx, result.value), done: false };
        } catch (error) {
          ended = true;
          await events.return?.();
          return { value: { errors: [this.maskOne(error, contextValue)] }, done: false };
        }
      },
      return: async () => {
        await events.return?.();
        return { value: undefined, done: true };
      },
      [Symbol.asyncIterator]: () => results,
    };
    return results;
  }

  private async run(prepared: Prepared, contextValue: Context, rootValue: unknown): Promise<ExecutionResult> {
    const { document, operation, variables, coerced, compiled } = prepared;
    const operationName = operation.name?.value;
    const result = compiled
      ? await compiled(rootValue, contextValue, coerced)
      : await execute({
          schema: this.schema,
          document,
          operationName,
          variableValues: variables,
          contextValue,
          rootValue,
        });
    return result as ExecutionResult;
  }

  /** For a whole audience. With errors it is not shared: each is then told alone, with an error of their own. */
  private async executeShared(prepared: Prepared, ctx: Context, root: LiveRoot): Promise<Buffer | null> {
    const result = await this.run(prepared, ctx, root);
    return result.errors ? null : Buffer.from(JSON.stringify(result));
  }

  mask(result: ExecutionResult, context: Context): ExecutionResult {
    return result.errors ? { ...result, errors: result.errors.map((error) => this.maskOne(error, context)) } : result;
  }

  maskOne(
    error: unknown,
    context: Pick<Context, "locale" | "requestId"> & { services: { log: Context["services"]["log"] } },
  ): GraphQLError {
    return maskError(error, {
      locale: context.locale,
      requestId: context.requestId,
      log: context.services.log,
      hints: this.options.hints,
    });
  }

  private read(query: string): Known {
    const hash = Pipeline.hash(query);
    let known = this.known.get(hash);
    if (!known) {
      known = this.parseAndValidate(query);
      this.known.set(hash, known);
    }
    return known;
  }

  private parseAndValidate(query: string): Known {
    const compiled = new Map<string, Compiled | null>();
    try {
      const document = parse(query, { maxTokens: this.limits.tokens });
      const errors = validate(this.schema, document, [limitRule(this.limits)]).concat(
        validate(this.schema, document, specifiedRules, { maxErrors: 10 }),
      );
      return { document, errors: errors.map((error) => withCode(error, "GRAPHQL_VALIDATION_FAILED")), compiled };
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return {
        document: { kind: "Document" as DocumentNode["kind"], definitions: [] },
        errors: [withCode(error, isTooLong(error) ? "QUERY_TOO_COMPLEX" : "GRAPHQL_PARSE_FAILED")],
        compiled,
      };
    }
  }

  private compile(known: Known, operationName: string): Compiled | null {
    if (!this.options.compile) return null;
    let compiled = known.compiled.get(operationName);
    if (compiled === undefined)
      known.compiled.set(operationName, (compiled = this.compiler.compile(known.document, operationName)));
    return compiled;
  }
}

/** graphql-js tells its token limit from other syntax errors in words only: "Document contains more that 2000 tokens. Parsing aborted." */
const isTooLong = ({ message }: GraphQLError): boolean => /contains more tha[nt] \d+ tokens/.test(message);

function withCode(error: GraphQLError, code: string): GraphQLError {
  if (!error.extensions.code) error.extensions.code = code;
  return error;
}

function refused(message: string, code: string): { errors: GraphQLError[] } {
  return { errors: [new GraphQLError(message, { extensions: { code } })] };
}

import { createHash } from "node:crypto";
import {
  createSourceEventStream,
  execute,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { LRUCache } from "lru-cache";
import { isOutOfTime } from "../deadline";
import type { Context } from "./context";
import { Compiler, type Compiled } from "./compiler";
import { measureCost, refuseCost } from "./cost";
import { LiveStream, type LiveRoot } from "./live";
import { operationKey } from "./operation-key";
import type { Rooms, Sink } from "./rooms";
import { LiveSubscription, SubscriptionLife, type EndingSink, type Execution } from "./live-subscription";
import { isPassing } from "./patience";
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
  /** In points; see `cost.ts`. */
  cost: number;
}

interface Known {
  document: DocumentNode;
  errors: readonly GraphQLError[];
  compiled: Map<string, Compiled | null>;
  costs: LRUCache<string, { points: number | null }>;
}

/**
 * Parse, limits, validate, cost, execute, mask: the one way an operation goes, by whichever door it came. (Authorising stands
 * between: at the resolvers' doors, `@Authorized`, and in the policies.) Validated documents are kept and compiled once;
 * graphql-js is what they fall back to, and what tests compare them with.
 */
export class Pipeline {
  private readonly compiler: Compiler;
  private readonly known = new LRUCache<string, Known>({ max: 1_000 });
  private readonly executions = new LRUCache<string, Execution>({ max: 1_000 });

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

  /** It has been read lately, and need not be read again. */
  knows(query: string): boolean {
    return this.known.has(Pipeline.hash(query));
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
    const { cost, subscriptionCost } = this.limits;
    const most = operation.operation === OperationTypeNode.SUBSCRIPTION ? subscriptionCost : cost;
    const points = this.cost(known, operationName, variables);
    const tooDear = refuseCost(points, most);
    if (tooDear) return { errors: [tooDear] };
    return {
      document: known.document,
      operation,
      variables,
      coerced: checked.coerced,
      compiled: this.compile(known, operation.name?.value ?? ""),
      cost: points ?? most,
    };
  }

  async execute(prepared: Prepared, contextValue: Context, rootValue?: unknown): Promise<ExecutionResult> {
    const result = await this.run(prepared, contextValue, rootValue);
    const late = result.errors?.find((error) => isOutOfTime(error.originalError));
    if (!late) return this.mask(result, contextValue);
    const { requestId, services } = contextValue;
    const name = prepared.operation.name?.value;
    services.log.warn({ requestId, operation: name, cost: prepared.cost }, "an operation ran out of its time");
    // What a mutation has changed must be told; of anything else one refusal says more than a torn answer with a thousand.
    if (prepared.operation.operation === OperationTypeNode.MUTATION) return this.mask(result, contextValue);
    return { errors: [this.maskOne(late.originalError, contextValue)] };
  }

  /**
   * Opens a live stream: one of the log as a LiveSubscription that, once started, sends its payloads to the sink; another one as an
   * iterator of masked results; or the error that forbids it. An error of the source is its last result, never a throw.
   */
  async follow(
    prepared: Prepared,
    contextValue: Context,
    sink: EndingSink,
  ): Promise<LiveSubscription | AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const { document, operation, variables } = prepared;
    const source = await createSourceEventStream({
      schema: this.schema,
      document,
      operationName: operation.name?.value,
      variableValues: variables,
      contextValue,
    });
    if (!(Symbol.asyncIterator in source)) return this.mask(source, contextValue);
    contextValue.endTimeLimit();
    if (source instanceof LiveStream)
      return new LiveSubscription(source, contextValue, this.executionOf(prepared), this.rooms, sink);
    return this.executeEach(prepared, contextValue, source[Symbol.asyncIterator]() as AsyncIterator<{ ctx: Context }>);
  }

  /** The same for those who hold an iterator: of a stream of the log it only shows when it is over. */
  async subscribe(
    prepared: Prepared,
    contextValue: Context,
    sink: Sink,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const life = new SubscriptionLife(sink);
    const opened = await this.follow(prepared, contextValue, life);
    if (!(opened instanceof LiveSubscription)) return opened;
    life.subscription = opened;
    return life;
  }

  /** One for all who sent the same document and variables, so that those who wait do not each hold their own. */
  private executionOf(prepared: Prepared): Execution {
    const { document, operation, coerced } = prepared;
    const key = operationKey(document, operation, coerced);
    let execution = this.executions.get(key);
    if (!execution) {
      execution = {
        operation: key,
        alone: (root) => this.executeDelivery(prepared, root),
        shared: (ctx, root) => this.executeShared(prepared, ctx, root),
        failed: (error, ctx) => ({ errors: [this.maskOne(error, ctx)] }),
      };
      this.executions.set(key, execution);
    }
    return execution;
  }

  /** A stream that is not of the log. Written by hand because a generator's `return()` waits behind its pending `await`. */
  private executeEach(
    prepared: Prepared,
    contextValue: Context,
    source: AsyncIterator<{ ctx: Context }>,
  ): AsyncIterableIterator<ExecutionResult> {
    let ended = false;
    const results: AsyncIterableIterator<ExecutionResult> = {
      next: async () => {
        if (ended) return { value: undefined, done: true };
        try {
          const result = await source.next();
          if (result.done) return { value: undefined, done: true };
          return { value: await this.execute(prepared, result.value.ctx, result.value), done: false };
        } catch (error) {
          ended = true;
          await source.return?.();
          return { value: { errors: [this.maskOne(error, contextValue)] }, done: false };
        }
      },
      return: async () => {
        await source.return?.();
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

  /**
   * One delivery to one viewer. What another attempt may mend is thrown; a result with other errors says with its cursor what it is
   * about, so that the client can go on after it.
   */
  private async executeDelivery(prepared: Prepared, root: LiveRoot): Promise<ExecutionResult> {
    const result = await this.run(prepared, root.ctx, root);
    const passing = result.errors?.find(isPassing);
    if (passing) throw passing;
    return result.errors ? { ...this.mask(result, root.ctx), extensions: { cursor: root.cursor } } : result;
  }

  /** For a whole audience. With errors it is not shared: each is then told alone, with an error of their own. */
  private async executeShared(prepared: Prepared, ctx: Context, root: LiveRoot): Promise<Buffer | null> {
    const result = await this.run(prepared, ctx, root);
    const passing = result.errors?.find(isPassing);
    if (passing) throw passing;
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
    const costs = new LRUCache<string, { points: number | null }>({ max: 50 });
    try {
      const document = parse(query, { maxTokens: this.limits.tokens });
      const errors = validate(this.schema, document, [limitRule(this.limits)]).concat(
        validate(this.schema, document, specifiedRules, { maxErrors: 10 }),
      );
      return { document, errors: errors.map((error) => withCode(error, "GRAPHQL_VALIDATION_FAILED")), compiled, costs };
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return {
        document: { kind: "Document" as DocumentNode["kind"], definitions: [] },
        errors: [withCode(error, isTooLong(error) ? "QUERY_TOO_COMPLEX" : "GRAPHQL_PARSE_FAILED")],
        compiled,
        costs,
      };
    }
  }

  /** Measured once for the same document and the same of what it depends on: how many are asked for, and what is included. */
  private cost(known: Known, operationName: string | undefined, variables: Record<string, unknown>): number | null {
    const deciding = Object.entries(variables).filter(
      ([, value]) => typeof value === "number" || typeof value === "boolean",
    );
    const key = JSON.stringify([operationName, deciding]);
    let cost = known.costs.get(key);
    if (cost === undefined)
      known.costs.set(key, (cost = { points: measureCost(this.schema, known.document, operationName, variables) }));
    return cost.points;
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

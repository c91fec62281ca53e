import { SpanStatusCode, type Span, type SpanOptions } from "@opentelemetry/api";
import {
  createSourceEventStream,
  execute,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  Kind,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { LRUCache } from "lru-cache";
import { isOutOfTime } from "../scheduling/deadline";
import { Refusal } from "../refusal";
import { figuresOfCache, type CacheFigures } from "../cache-figures";
import type { Done } from "../telemetry/operation-log";
import { inSpan, traceOf } from "../telemetry/trace";
import type { Context } from "./context";
import { Compiler } from "./compiler";
import { refuseCost } from "./cost";
import { Documents, refused, type Operation } from "./documents";
import { LiveStream, type LiveRoot } from "./live";
import { operationKey } from "./operation-key";
import type { Rooms, Sink } from "./rooms";
import { LiveSubscription, SubscriptionLife, type EndingSink, type Execution } from "./live-subscription";
import { isPassing } from "./patience";
import type { Limits } from "./limits";
import { maskError } from "./mask";
import { readVariables } from "./variables";

interface PipelineOptions {
  compile: boolean;
  hints: boolean;
  introspection: boolean;
  /** Told of each executed operation. */
  observe?: (done: Done) => void;
  /** Told of each live stream that was opened, or refused. */
  opened?: (done: Done) => void;
  /** Told how many payloads live streams were sent. */
  delivered?: (payloads: number) => void;
}

export interface OperationRequest {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
  extensions?: unknown;
}

export interface Prepared {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** As sent. */
  variables: Record<string, unknown>;
  /** Checked and coerced to the values resolvers take. */
  coerced: Record<string, unknown>;
  /** In points. */
  cost: number;
  /** The deprecated elements that it uses. */
  deprecated: ReadonlySet<string>;
  known: Operation;
}

/**
 * Parse, limits, validate, cost, execute, mask: the one path of every operation, over whichever transport. (Authorisation happens
 * in between: by `@Authorized` on resolvers, and in the policies.) Validated documents are cached, and compiled when they are sent
 * again; graphql-js is the fallback, and what tests compare them with.
 */
export class Pipeline {
  readonly documents: Documents;
  private readonly compiler: Compiler | null;
  private readonly executions: LRUCache<string, Execution>;
  /** Queries that have asked for what is not read of every actor. */
  private readonly askingWho = new WeakSet<Operation>();

  constructor(
    readonly schema: GraphQLSchema,
    private readonly limits: Limits,
    private readonly options: PipelineOptions = { compile: true, hints: false, introspection: true },
    /** Where subscriptions of one audience share their executions; null: each is executed alone. */
    private readonly rooms: Rooms | null = null,
  ) {
    this.documents = new Documents(schema, limits, options);
    this.compiler = options.compile ? new Compiler(schema, limits) : null;
    this.executions = new LRUCache({ max: 1_000, maxSize: limits.documentBytes });
  }

  /** Approximate memory of the compiled operations, in bytes. */
  get compiledBytes(): number {
    return this.compiler?.figures.bytes ?? 0;
  }

  get caches(): Record<string, CacheFigures> {
    return {
      documents: this.documents.figures,
      ...(this.compiler ? { compiled: this.compiler.figures } : {}),
      subscriptions: figuresOfCache(this.executions),
    };
  }

  /** True when the document is cached and need not be parsed again. */
  knows(query: string): boolean {
    return this.documents.knows(query);
  }

  prepare(request: OperationRequest): Prepared | { errors: readonly GraphQLError[] } {
    if (typeof request.query !== "string" || request.query.trim() === "")
      // Apollo's clients recognise this error by its message, and send the text.
      return asksByHash(request)
        ? { errors: [new GraphQLError("PersistedQueryNotSupported", { extensions: PERSISTED })] }
        : refused(new Refusal("GRAPHQL_PARSE_FAILED", { reason: "request.noQuery" }));
    const known = this.documents.operation(request.query, request.operationName ?? undefined);
    if ("errors" in known) return known;
    const { document, node: operation } = known;
    const variables = readVariables(this.schema, operation, known.variables, request.variables ?? {});
    if ("errors" in variables) return variables;
    const { sent, coerced } = variables;
    const cost = known.costs.of(coerced);
    const isSubscription = operation.operation === OperationTypeNode.SUBSCRIPTION;
    const tooDear = refuseCost(cost, isSubscription ? this.limits.subscriptionCost : this.limits.cost);
    if (tooDear) return { errors: [tooDear] };
    const deprecated = new Set([...known.deprecated, ...this.documents.deprecations.inVariables(operation, sent)]);
    return { document, operation, variables: sent, coerced, cost, deprecated, known };
  }

  /** `anyone`: the same as somebody of an audience sends it. It is tried first, and holds unless something of it is each one's own. */
  execute(
    prepared: Prepared,
    contextValue: Context,
    { rootValue, anyone }: { rootValue?: unknown; anyone?: Context | null } = {},
  ): Promise<ExecutionResult> {
    return inSpan(nameOfSpan(prepared), spanOf(prepared), async (span) => {
      const began = performance.now();
      const forAll = anyone ? await this.executeForAll(prepared, anyone) : null;
      const result = forAll ?? (await this.executeInTime(prepared, contextValue, rootValue));
      const done = doneWith(prepared, contextValue, result, began);
      noteOutcome(span, done.outcome);
      this.options.observe?.(done);
      return result;
    });
  }

  private async executeForAll(prepared: Prepared, anyone: Context): Promise<ExecutionResult | null> {
    await anyone.readElsewhere();
    try {
      const result = await this.run(prepared, anyone, undefined);
      if (!anyone.wasPersonal) return this.inTime(prepared, anyone, result);
    } catch (error) {
      if (!anyone.wasPersonal) throw error;
    }
    return null;
  }

  private async executeInTime(
    prepared: Prepared,
    contextValue: Context,
    rootValue?: unknown,
  ): Promise<ExecutionResult> {
    if (prepared.operation.operation === OperationTypeNode.QUERY) await contextValue.readElsewhere();
    return this.inTime(prepared, contextValue, await this.runKnowing(prepared, contextValue, rootValue));
  }

  /** What is not read of its actor is read where the operation asks for it: of a query that is found out by executing it without, once. */
  private async runKnowing(prepared: Prepared, contextValue: Context, rootValue: unknown): Promise<ExecutionResult> {
    const run = (): Promise<ExecutionResult> => this.run(prepared, contextValue, rootValue);
    const unread = contextValue.actor?.unread;
    if (!unread) return run();
    if (prepared.operation.operation === OperationTypeNode.QUERY && !this.askingWho.has(prepared.known)) {
      const result = await unread.without(run);
      if (result) return result;
      this.askingWho.add(prepared.known);
      // Nothing that was made of it is used again.
      contextValue.forgetReads();
    }
    try {
      await unread.read();
    } catch (error) {
      // As if the operation had failed at it: nothing of it has been executed.
      return { errors: [new GraphQLError("what binds the actor was not read", { originalError: error as Error })] };
    }
    return run();
  }

  private inTime(prepared: Prepared, contextValue: Context, result: ExecutionResult): ExecutionResult {
    const late = result.errors?.find((error) => isOutOfTime(error.originalError));
    if (!late) return this.mask(result, contextValue);
    const { requestId, services } = contextValue;
    const name = prepared.operation.name?.value;
    services.log.warn({ requestId, operation: name, cost: prepared.cost }, "an operation exceeded its time limit");
    // What a mutation has changed must be returned; for anything else one refusal is clearer than a partial response with a thousand.
    if (prepared.operation.operation === OperationTypeNode.MUTATION) return this.mask(result, contextValue);
    return { errors: [this.maskOne(late.originalError, contextValue)] };
  }

  /**
   * Opens a live stream: one of the log as a LiveSubscription that, once started, sends its payloads to the sink; any other as an
   * iterator of masked results; or returns the error that forbids it. An error of the source is its last result, never a throw.
   */
  follow(
    prepared: Prepared,
    contextValue: Context,
    sink: EndingSink,
  ): Promise<LiveSubscription | AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    return inSpan(nameOfSpan(prepared), spanOf(prepared), async (span) => {
      const began = performance.now();
      const opened = await this.open(prepared, contextValue, sink);
      const done = doneWith(prepared, contextValue, "errors" in opened ? opened : {}, began);
      noteOutcome(span, done.outcome);
      this.options.opened?.(done);
      return opened;
    });
  }

  private async open(
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

  /** The same as an iterator, which for a stream of the log only signals its end. */
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

  /** Shared by all who sent the same document and variables, so that waiting subscribers do not each hold their own. */
  private executionOf(prepared: Prepared): Execution {
    const { document, operation, coerced, known } = prepared;
    const key = operationKey(document, operation, coerced);
    let execution = this.executions.get(key);
    if (!execution) {
      execution = {
        operation: key,
        alone: (root) => inTraceOfEvent(prepared, root, () => this.executeDelivery(prepared, root)),
        shared: (ctx, root) => inTraceOfEvent(prepared, root, () => this.executeShared(prepared, ctx, root)),
        failed: (error, ctx) => ({ errors: [this.maskOne(error, ctx)] }),
        delivered: (payloads) => this.options.delivered?.(payloads),
      };
      // The key holds the variables, which the execution holds as well.
      this.executions.set(key, execution, { size: known.bytes + 4 * key.length });
    }
    return execution;
  }

  /** A stream that does not come from the log. Written by hand because a generator's `return()` waits behind its pending `await`. */
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
          return { value: await this.execute(prepared, result.value.ctx, { rootValue: result.value }), done: false };
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
    const { document, operation, variables, coerced, known } = prepared;
    const operationName = operation.name?.value;
    const compiled = this.compiler?.compiled(known);
    if (compiled) contextValue.asks(compiled.asked);
    const result = compiled
      ? await compiled.run(rootValue, contextValue, coerced)
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
   * One delivery to one viewer. Errors that a retry may resolve are thrown; a result with other errors carries the cursor of what it is
   * about, so that the client can continue after it.
   */
  private async executeDelivery(prepared: Prepared, root: LiveRoot): Promise<ExecutionResult> {
    const result = await this.run(prepared, root.ctx, root);
    const passing = result.errors?.find(isPassing);
    if (passing) throw passing;
    return result.errors ? { ...this.mask(result, root.ctx), extensions: { cursor: root.cursor } } : result;
  }

  /** For a whole audience. A result with errors is not shared: each viewer then gets one of their own. */
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
    context: Pick<Context, "locale" | "timeZone" | "requestId"> & { services: { log: Context["services"]["log"] } },
  ): GraphQLError {
    return maskError(error, {
      settings: context,
      requestId: context.requestId,
      log: context.services.log,
      hints: this.options.hints,
    });
  }
}

/** What is delivered belongs to the trace of the operation that it tells of. */
const inTraceOfEvent = <T>(prepared: Prepared, { delivery }: LiveRoot, work: () => Promise<T>): Promise<T> =>
  delivery.event?.traceparent
    ? inSpan(() => `deliver ${nameOf(prepared)}`, spanOf(prepared), work, traceOf(delivery.event.traceparent))
    : work();

/** As its client calls it, which may be anything. */
const givenName = ({ name }: OperationDefinitionNode): string | undefined => name?.value.slice(0, LONGEST_NAME);
const nameOf = ({ operation }: Prepared): string => givenName(operation) ?? firstField(operation);
const nameOfSpan = (prepared: Prepared) => (): string => `${prepared.operation.operation} ${nameOf(prepared)}`;

const spanOf =
  ({ operation, cost }: Prepared) =>
  (): SpanOptions => ({
    attributes: {
      "graphql.operation.type": operation.operation,
      "graphql.operation.name": givenName(operation),
      "redress.cost": cost,
    },
  });

function noteOutcome(span: Span, outcome: string): void {
  span.setAttribute("redress.outcome", outcome);
  if (outcome !== "ok") span.setStatus({ code: SpanStatusCode.ERROR });
}

function doneWith({ operation }: Prepared, context: Context, { errors }: ExecutionResult, began: number): Done {
  const { requestId, accountId, client, spent } = context.about;
  return {
    requestId,
    accountId,
    client,
    spent,
    kind: operation.operation,
    name: givenName(operation) ?? null,
    field: firstField(operation),
    outcome: errors?.[0] ? String(errors[0].extensions.code) : "ok",
    milliseconds: performance.now() - began,
  };
}

/** In the log and in traces. */
const LONGEST_NAME = 100;

const PERSISTED = { code: "PERSISTED_QUERY_NOT_SUPPORTED" };

const asksByHash = ({ extensions }: OperationRequest): boolean =>
  typeof extensions === "object" && extensions !== null && "persistedQuery" in extensions;

/** Its name in the schema, whatever the client calls it. */
function firstField({ selectionSet: { selections } }: OperationDefinitionNode): string {
  const [first] = selections;
  return first?.kind === Kind.FIELD ? first.name.value : "(fragment)";
}

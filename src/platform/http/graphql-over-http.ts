import { ApolloServer, HeaderMap, type BaseContext } from "@apollo/server";
import { OperationTypeNode, type DocumentNode } from "graphql";
import Negotiator from "negotiator";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "../graphql/context";
import { limitRule, type Limits } from "../graphql/limits";
import type { Pipeline, Prepared } from "../graphql/pipeline";
import type { Logger } from "pino";
import type { Admission } from "../graphql/admission";
import { Refusal } from "../refusal";
import { catalogued } from "../refusal-catalogue";
import { answerErrors, isGone, refusedWhole, reportBill, statusOfError } from "./answer";
import { readOperation } from "./body";
import { sendsJson } from "./headers";
import { wrongMethod } from "./json-answer";

export interface HttpContext extends BaseContext {
  context: Context;
  prepared: Prepared;
}

const ANSWER_TYPES = ["application/json", "application/graphql-response+json"];

export type MakeContext = (request: IncomingMessage) => Promise<Context>;

/**
 * POST /graphql. The pipeline parses, checks and executes the operation, as on the socket; Apollo Server handles GraphQL over HTTP around
 * it: cross-site protection, content types, status codes. It finds the document in the pipeline's cache and leaves execution to the pipeline.
 */
export class GraphqlOverHttp {
  private readonly apollo: ApolloServer<HttpContext>;

  constructor(
    private readonly pipeline: Pipeline,
    private readonly admission: Admission,
    private readonly limits: Limits,
    private readonly visitor: (request: IncomingMessage) => Context,
    private readonly makeContext: MakeContext,
    private readonly log: Logger,
  ) {
    this.apollo = new ApolloServer<HttpContext>({
      schema: pipeline.schema,
      // Only used for a document that was evicted a moment ago: it is then checked again.
      validationRules: [limitRule(limits)],
      parseOptions: { maxTokens: limits.tokens },
      documentStore: {
        get: async (key: string): Promise<DocumentNode | undefined> =>
          pipeline.documents.byHash(key.slice(key.lastIndexOf(":") + 1)),
        set: async () => undefined,
        delete: async () => undefined,
      },
      persistedQueries: false,
      csrfPrevention: true,
      introspection: true,
      allowBatchedHttpRequests: false,
      includeStacktraceInErrorResponses: false,
      hideSchemaDetailsFromClientErrors: true,
      stopOnTerminationSignals: false,
      nodeEnv: "production",
      plugins: [
        {
          requestDidStart: async () => ({
            responseForOperation: async ({ contextValue: { prepared, context }, request }) => {
              const singleResult = await pipeline.execute(prepared, context);
              const http = refusedWhole(singleResult, request.http?.headers.get("accept"));
              return { http, body: { kind: "single" as const, singleResult } };
            },
          }),
        },
      ],
    });
  }

  start(): Promise<void> {
    return this.apollo.start();
  }

  stop(): Promise<void> {
    return this.apollo.stop();
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (request.method !== "POST") throw wrongMethod(response, "POST");
      if (!sendsJson(request)) throw new Refusal("BAD_USER_INPUT", { reason: "request.contentType" });
      if (!new Negotiator(request).mediaType(ANSWER_TYPES))
        throw new Refusal("BAD_USER_INPUT", { reason: "request.acceptJson" });
      await this.run(request, response);
    } catch (error) {
      if (isGone(request)) return this.log.debug("a request broke off");
      answerErrors(request, response, statusOfError(error), [this.pipeline.maskOne(error, this.visitor(request))]);
    }
  }

  private async run(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const context = await this.makeContext(request);
    const knocked = await this.admission.knock(context);
    const body = await readOperation(request, this.limits.bodyBytes);
    const { prepared, bill } = await this.admission.admit(
      {
        query: body.query as string,
        operationName: body.operationName as string | undefined,
        variables: body.variables as Record<string, unknown> | undefined,
        extensions: body.extensions,
      },
      context,
      knocked,
    );
    reportBill(request, response, bill);
    if ("errors" in prepared)
      return answerErrors(
        request,
        response,
        // Apollo's clients recognise PERSISTED_QUERY_NOT_SUPPORTED only with status 200.
        catalogued(prepared.errors[0]?.extensions.code as string).status,
        prepared.errors.map((error) => this.pipeline.maskOne(error, context)),
      );
    if (prepared.operation.operation === OperationTypeNode.SUBSCRIPTION)
      throw new Refusal("BAD_USER_INPUT", { reason: "request.subscription" });
    // Apollo refuses a text that comes with its hash, as clients send it after PersistedQueryNotSupported.
    const { extensions: _, ...rest } = body;
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers))
      if (typeof value === "string") headers.set(name, value);
    const answer = await this.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: "POST", headers, search: "", body: { ...rest, query: prepared.known.text } },
      context: async () => ({ context, prepared }),
    });
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.statusCode = answer.status ?? 200;
    if (answer.body.kind !== "complete") throw new Error("incremental delivery is not offered");
    response.end(answer.body.string);
  }
}

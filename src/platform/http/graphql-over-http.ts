import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { ApolloServer, HeaderMap, type BaseContext } from "@apollo/server";
import { OperationTypeNode, type DocumentNode, type ExecutionResult, type GraphQLError } from "graphql";
import Negotiator from "negotiator";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ReadsRecord } from "../database/reads-record";
import type { Context } from "../graphql/context";
import type { Kept, KeptAnswers } from "../graphql/kept-answers";
import type { Limits } from "../graphql/limits";
import { isForVisitors } from "../graphql/operations";
import type { Pipeline, Prepared } from "../graphql/pipeline";
import type { Program } from "../graphql/program";
import { hashOf, type SentOperation } from "../graphql/registered-documents";
import type { Logger } from "pino";
import type { Admission } from "../graphql/admission";
import type { Operation } from "../graphql/documents";
import type { AnyoneLike } from "../identity/actor";
import { Refusal } from "../refusal";
import { remembered } from "../remembered";
import { UnderWay } from "../scheduling/under-way";
import { catalogued } from "../refusal-catalogue";
import { answerErrors, asksForBill, isGone, refusedWhole, reportBill, statusOfError } from "./answer";
import { isKnown } from "./answer-conditionally";
import { operationIn, readAddress, readFrom } from "./body";
import { endCompressed } from "./compressed";
import { sendsJson } from "./headers";
import { wrongMethod } from "./json-answer";
import { jsonLine } from "./json-line";

export interface HttpContext extends BaseContext {
  document: DocumentNode;
  /** What came of it. */
  result: ExecutionResult;
}

/** How long others may show an answer to a GET without asking again, where no event tells of its changes. */
const FRESH_SECONDS = 60;
/** Others ask each time whether it still holds: where an answer is kept, that costs next to nothing. */
const REVALIDATED = "no-cache";
/** What an answer to a GET depends on, besides the address. */
const VARIES_BY = "Accept, Accept-Encoding, Accept-Language, Authorization, Origin";

const ANSWER_TYPES = ["application/json", "application/graphql-response+json"];
/** By `Accept`; empty: none of them will do. */
const answerType = remembered((accept) => new Negotiator({ headers: { accept } }).mediaType(ANSWER_TYPES) ?? "");

/** What requests need from accounts. */
export interface RequestDoor {
  /** `program`: what sends the request, where that is known. */
  visitor(request: IncomingMessage, program?: Program | null): Context;
  /** The person of the token sent along; a Refusal for a bad one. */
  byHeader(request: IncomingMessage): Promise<Context>;
  /** The same person, read afresh; a Refusal when they may not continue, or their session has ended. */
  still(context: Context): Promise<Context>;
}

/** People whom no policy distinguishes are answered alike. */
export interface Audiences {
  /** Its name; null: the sender of the operation is in none. */
  of(context: Context): string | null;
  anyoneLike: AnyoneLike;
}

/** For how many requests an operation is made for each of an audience, before it is tried for all of them, and after that shows each their own. */
interface Personal {
  left: number;
  next: number;
}

/** What is asked so seldom need not be shared. */
const NOT_WORTH_TRYING = 2;
const LONGEST_PERSONAL = 1_000;

/**
 * POST /graphql, and GET for registered queries that visitors may ask. The pipeline parses, checks and executes the operation, as on the socket. What
 * succeeded is sent as JSON; a result with errors becomes an answer of GraphQL over HTTP, its form and its status, by Apollo Server, which finds both
 * the document and the result in its context.
 */
export class GraphqlOverHttp {
  private readonly apollo: ApolloServer<HttpContext>;
  /** By audience. */
  private readonly personal = new WeakMap<Operation, Map<string, Personal>>();

  constructor(
    private readonly pipeline: Pipeline,
    private readonly admission: Admission,
    private readonly limits: Limits,
    private readonly door: RequestDoor,
    private readonly audiences: Audiences,
    private readonly kept: KeptAnswers | null,
    private readonly log: Logger,
    private readonly requests: UnderWay,
  ) {
    this.apollo = new ApolloServer<HttpContext>({
      schema: pipeline.schema,
      // Apollo would print the whole schema at each start, for the keys of a store that may be shared.
      documentStore: null,
      persistedQueries: false,
      csrfPrevention: true,
      introspection: true,
      allowBatchedHttpRequests: false,
      includeStacktraceInErrorResponses: false,
      hideSchemaDetailsFromClientErrors: true,
      stopOnTerminationSignals: false,
      nodeEnv: "production",
      plugins: [
        // What may be kept, and by whom, is decided here.
        ApolloServerPluginCacheControlDisabled(),
        {
          requestDidStart: async () => ({
            didResolveSource: async (request) => {
              Object.assign(request, { document: request.contextValue.document });
            },
            responseForOperation: async ({ contextValue, request }) => {
              const { result: singleResult } = contextValue;
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

  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return this.requests.during(() => this.answer(request, response));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const isGet = request.method === "GET" || request.method === "HEAD";
      response.setHeader("Cache-Control", "no-store");
      if (isGet) response.setHeader("Vary", VARIES_BY);
      else if (request.method !== "POST") throw wrongMethod(response, "GET, HEAD, POST");
      else if (!sendsJson(request)) throw new Refusal("BAD_USER_INPUT", { reason: "request.contentType" });
      const mediaType = answerType(request.headers.accept ?? "*/*");
      if (!mediaType) throw new Refusal("BAD_USER_INPUT", { reason: "request.acceptJson" });
      await (isGet ? this.read(request, response, mediaType) : this.run(request, response, mediaType));
    } catch (error) {
      if (isGone(request)) return this.log.debug("a request broke off");
      answerErrors(request, response, statusOfError(error), [this.pipeline.maskOne(error, this.door.visitor(request))]);
    }
  }

  private async run(request: IncomingMessage, response: ServerResponse, mediaType: string): Promise<void> {
    const opener = await this.door.byHeader(request);
    const knocked = await this.admission.knock(opener);
    const still = (sender: Context): Promise<Context> => this.door.still(sender);
    const { sender: context, text } = await readFrom(request, opener, still, this.limits.bodyBytes);
    const audience = this.audiences.of(context);
    const read = once(() => operationIn(text));
    const kept = await this.find(request, `body ${text}`, read, context, audience);
    if (kept) {
      await this.admission.giveKept(kept, context);
      response.setHeader("Content-Type", `${mediaType}; charset=utf-8`);
      return endCompressed(request, response, kept.body);
    }
    const body = read();
    const { prepared, bill } = await this.admission.admit(body, context, knocked);
    reportBill(request, response, bill);
    if ("errors" in prepared) return this.refuse(request, response, prepared.errors, context);
    if (prepared.operation.operation === OperationTypeNode.SUBSCRIPTION)
      throw new Refusal("BAD_USER_INPUT", { reason: "request.subscription" });
    await this.keeping(body, context, audience, prepared, async (_record, anyone) => {
      const result = await this.pipeline.execute(prepared, context, { anyone });
      if (result.errors) {
        await this.sendErrors(request, response, body, prepared, result);
        return null;
      }
      const answer = jsonLine(result);
      response.setHeader("Content-Type", `${mediaType}; charset=utf-8`);
      await endCompressed(request, response, answer);
      return answer;
    });
  }

  private async sendErrors(
    request: IncomingMessage,
    response: ServerResponse,
    sent: SentOperation,
    { document, known }: Prepared,
    result: ExecutionResult,
  ): Promise<void> {
    // Apollo refuses a text that comes with its hash, as clients send it after PersistedQueryNotSupported.
    const { extensions: _, ...rest } = sent;
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers))
      if (typeof value === "string") headers.set(name, value);
    const answer = await this.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: "POST", headers, search: "", body: { ...rest, query: known.text } },
      context: async () => ({ document, result }),
    });
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.statusCode = answer.status ?? 200;
    if (answer.body.kind !== "complete") throw new Error("incremental delivery is not offered");
    await endCompressed(request, response, Buffer.from(answer.body.string));
  }

  /** The answer to an audience, when it was made before and still holds. Whoever plans with what things cost is told what they do. */
  private async find(
    request: IncomingMessage,
    text: string,
    read: () => SentOperation,
    { actor }: Context,
    audience: string | null,
  ): Promise<Kept | undefined> {
    if (!this.kept || audience === null || asksForBill(request)) return undefined;
    const name = this.kept.nameIn(text, audience, read);
    return actor ? await this.kept.findCurrent(name, actor.accountId) : this.kept.find(name);
  }

  /** Makes and sends an answer, and keeps it where it may be. What is deprecated is counted at each use, and so made at each. */
  private async keeping(
    sent: SentOperation,
    context: Context,
    audience: string | null,
    { operation, deprecated, known }: Prepared,
    make: (record: ReadsRecord | null, anyone: Context | null) => Promise<Buffer | null>,
  ): Promise<void> {
    const mayBeKept = audience !== null && operation.operation === OperationTypeNode.QUERY && deprecated.size === 0;
    if (!this.kept || !mayBeKept) return void (await make(null, null));
    const { actor } = context;
    if (!actor) return this.kept.keep(sent, { audience, reader: context }, (record) => make(record, null));
    if (this.isPersonal(known, audience)) return void (await make(null, null));
    // Whoever it was found not to be is answered apart.
    const apart = new Set<string>();
    const isOutsider = (accountId: string): boolean => {
      if (accountId === actor.accountId) return false;
      apart.add(accountId);
      return true;
    };
    const reader = context.asAnyone(this.audiences.anyoneLike(actor, context, isOutsider));
    await this.kept.keep(sent, { audience, reader, apart }, async (record) => {
      const answer = await make(record, reader);
      this.notePersonal(known, audience, reader.wasPersonal);
      return reader.wasPersonal ? null : answer;
    });
  }

  /** Whether the operation is not to be tried for all of them this time. */
  private isPersonal(known: Operation, audience: string): boolean {
    const audiences = this.personal.get(known) ?? new Map<string, Personal>();
    const personal = audiences.get(audience) ?? { left: NOT_WORTH_TRYING, next: 1 };
    this.personal.set(known, audiences.set(audience, personal));
    if (personal.left === 0) return false;
    personal.left -= 1;
    return true;
  }

  /** Tried again ever more rarely: it may have been for this one person that it was. */
  private notePersonal(known: Operation, audience: string, wasPersonal: boolean): void {
    const audiences = this.personal.get(known);
    const next = wasPersonal ? (audiences?.get(audience)?.next ?? 1) : 0;
    audiences?.set(audience, { left: next, next: Math.min(LONGEST_PERSONAL, Math.max(1, 2 * next)) });
  }

  /**
   * Answers a GET, to everybody as to a visitor: a cache that mistakes whom an answer was for gives nothing away, and nothing is read
   * that has to be logged. A token says who pays for it.
   */
  private async read(request: IncomingMessage, response: ServerResponse, mediaType: string): Promise<void> {
    const sender = await this.door.byHeader(request);
    const knocked = await this.admission.knock(sender);
    const context = this.door.visitor(request, sender.program);
    const audience = this.audiences.of(context);
    const { url = "" } = request;
    const read = once(() => {
      const sent = readAddress(url);
      if (!sent) throw onlyByPost(response);
      return sent;
    });
    const kept = await this.find(request, `address ${url}`, read, context, audience);
    if (kept) {
      await this.admission.giveKept(kept, sender, context);
      return this.sendRead(request, response, mediaType, kept.body, REVALIDATED);
    }
    const operation = read();
    const { prepared, bill } = await this.admission.admit(operation, sender, knocked, context);
    reportBill(request, response, bill);
    if ("errors" in prepared) return this.refuse(request, response, prepared.errors, context);
    if (!isForVisitors(prepared.document, prepared.operation)) throw onlyByPost(response);
    await this.keeping(operation, context, audience, prepared, async (record) => {
      const result = await this.pipeline.execute(prepared, context);
      const body = jsonLine(result);
      if (!result.errors) {
        await this.sendRead(
          request,
          response,
          mediaType,
          body,
          record?.isTold ? REVALIDATED : `max-age=${FRESH_SECONDS}`,
        );
        return body;
      }
      const { status, headers } = refusedWhole(result, request.headers.accept);
      response.statusCode = status ?? 200;
      for (const [name, value] of headers) response.setHeader(name, value);
      response.setHeader("Content-Type", `${mediaType}; charset=utf-8`).end(body);
      return null;
    });
  }

  private async sendRead(
    request: IncomingMessage,
    response: ServerResponse,
    mediaType: string,
    body: Buffer,
    forOthers: string,
  ): Promise<void> {
    // The bill is in the headers, and the sender's own.
    const isPrivate = request.headers.authorization !== undefined || asksForBill(request);
    response.setHeader("Content-Type", `${mediaType}; charset=utf-8`);
    response.setHeader("Cache-Control", isPrivate ? "private, no-store" : `public, ${forOthers}`);
    if (isKnown(request, response, `"${hashOf(mediaType, body)}"`)) response.end();
    else await endCompressed(request, response, body);
  }

  /** Of one that is not executed. Apollo's clients recognise PERSISTED_QUERY_NOT_SUPPORTED only with status 200. */
  private refuse(
    request: IncomingMessage,
    response: ServerResponse,
    errors: readonly GraphQLError[],
    context: Context,
  ): void {
    const { status } = catalogued(errors[0]?.extensions.code as string);
    answerErrors(
      request,
      response,
      status,
      errors.map((error) => this.pipeline.maskOne(error, context)),
    );
  }
}

/** Made when it is first asked for. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function onlyByPost(response: ServerResponse): Refusal {
  response.setHeader("Allow", "POST");
  return new Refusal("BAD_USER_INPUT", { reason: "request.onlyByPost" });
}

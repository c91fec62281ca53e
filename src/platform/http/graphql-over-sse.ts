import { createHandler } from "graphql-sse";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Admission } from "../graphql/admission";
import type { Context, Services } from "../graphql/context";
import type { Limits } from "../graphql/limits";
import type { Pipeline } from "../graphql/pipeline";
import { Refusal } from "../refusal";
import { answerErrors, isGone, reportBill, statusOfError } from "./answer";
import { operationIn, readFrom } from "./body";
import { EventStream } from "./event-stream";
import { originAllowed, sendsJson } from "./headers";
import { wrongMethod } from "./json-answer";
import type { LiveConnections, LiveDoor } from "./live-connections";

/** What the streams need from accounts. */
export interface StreamDoor extends LiveDoor {
  visitor(request: IncomingMessage): Context;
}

const EVENTS = "text/event-stream";
/** Sockets get three pings to start reading again; event streams have no pings, but get the same time. */
const PINGS_TO_A_SLOW_READER = 3;

/**
 * POST /graphql/stream: one operation, answered as server-sent events, where a proxy forbids websockets. graphql-sse keeps the
 * protocol (its distinct connections mode) and the line alive with a comment every 12 seconds; the pipeline does the work, and what
 * an audience shares is made once for these readers and those on sockets.
 */
export class GraphqlOverSse {
  private readonly protocol = createHandler<IncomingMessage, EventStream>({
    // The other mode keeps streams in memory that anyone may register and no one need read.
    authenticate: () => null,
    onSubscribe: ({ context }) => context,
  });

  constructor(
    private readonly pipeline: Pipeline,
    private readonly admission: Admission,
    private readonly limits: Limits,
    private readonly live: LiveConnections,
    private readonly allowedOrigins: readonly string[],
    private readonly door: StreamDoor,
    private readonly log: Services["log"],
  ) {}

  private get longestStandstillMs(): number {
    return PINGS_TO_A_SLOW_READER * this.limits.socketPingSeconds * 1_000;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      this.refuseStrange(request, response);
      await this.serve(request, response);
    } catch (error) {
      // The client is gone: no one is there to notify, and it is not a fault of ours.
      if (response.destroyed || isGone(request)) return;
      if (!response.headersSent) return this.refuse(request, response, error);
      this.log.error({ err: error }, "an event stream failed");
      response.destroy();
    }
  }

  /** What a page of another site could make a browser send is none of these. */
  private refuseStrange(request: IncomingMessage, response: ServerResponse): void {
    const { method, headers } = request;
    if (method !== "POST") throw wrongMethod(response, "POST");
    if (!originAllowed(request, this.allowedOrigins)) throw new Refusal("FORBIDDEN", { reason: "origin" });
    if (!sendsJson(request)) throw new Refusal("BAD_USER_INPUT", { reason: "request.contentType" });
    if (!headers.accept?.includes(EVENTS)) throw new Refusal("BAD_USER_INPUT", { reason: "request.accept" });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const stream = await this.prepare(request, response);
    if (response.destroyed) return;
    const [events, { status, headers }] = await this.protocol({
      method: "POST",
      url: "/graphql/stream",
      headers: { get: (name) => (name === "accept" ? EVENTS : request.headers[name]?.toString()) },
      // Already parsed and prepared.
      body: { query: "" },
      raw: request,
      context: stream,
    });
    if (events === null || typeof events === "string") throw new Error(`graphql-sse answered ${status}`);
    // Without it nginx holds events back until a buffer is full.
    response.setHeader("X-Accel-Buffering", "no");
    response.writeHead(status, headers);
    this.open(stream, response);
    for await (const event of events) if (!response.destroyed) response.write(event);
    response.end();
  }

  private async prepare(request: IncomingMessage, response: ServerResponse): Promise<EventStream> {
    const { door, pipeline } = this;
    this.live.admit();
    const opener = await door.bySocket(request, { authorization: request.headers.authorization });
    const knocked = await this.admission.knock(opener.context);
    const still = (sender: Context): Promise<Context> => door.still(sender);
    const { sender: context, text } = await readFrom(request, opener.context, still, this.limits.bodyBytes);
    const { prepared, bill } = await this.admission.admit(operationIn(text), context, knocked);
    reportBill(request, response, bill);
    const stream = new EventStream(
      pipeline,
      prepared,
      context,
      opener.expiresAt ?? Infinity,
      door.addressOf(request),
      response,
    );
    if (response.destroyed) return stream;
    response.once("close", () => this.live.leave(stream));
    this.live.enter(stream);
    this.live.identify(stream);
    return stream;
  }

  private open(stream: EventStream, response: ServerResponse): void {
    response.once("close", () => stream.stop());
    response.on("error", (error) => this.log.debug({ err: error }, "an event stream broke"));
    response.setTimeout(this.longestStandstillMs, () => this.standsStill(stream, response));
    stream.open();
  }

  /** Nothing has been written for long: the reader does not take what there is to write. */
  private standsStill(stream: EventStream, response: ServerResponse): void {
    if (response.writableLength === 0) return;
    if (stream.isOver) return void response.destroy();
    stream.end(new Refusal("CONSUMER_TOO_SLOW"));
    // As long again for the reader to take what is buffered and this.
    response.setTimeout(this.longestStandstillMs);
  }

  private refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    answerErrors(request, response, statusOfError(error), [this.pipeline.maskOne(error, this.door.visitor(request))]);
  }
}

import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildSchema, getOperationAST, GraphQLError, Kind, parse, validate } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { Answers } from "./answers.mjs";
import { Failures, Misuse } from "./failures.mjs";
import { problemsOf } from "./variables.mjs";

const SCHEMA = join(import.meta.dirname, "../../schema");
const JSON_TYPE = "application/json";
const RESPONSE_TYPE = "application/graphql-response+json";
const EVENTS = "text/event-stream";
/** A body that is longer is none of a client's. */
const MOST_BYTES = 1_000_000;

/** A request that is refused as a whole. */
class Refused extends Error {
  constructor(status, errors, headers = {}) {
    super(errors[0].message);
    Object.assign(this, { status, errors, headers });
  }
}

/** Serves recorded answers; returns the address, and how to end it. */
export async function startMock({ port = 4010, host = "127.0.0.1" } = {}) {
  const schema = buildSchema(readFileSync(join(SCHEMA, "schema.graphql"), "utf8"));
  const operations = join(SCHEMA, "operations");
  const documents = readdirSync(operations).map((name) => parse(readFileSync(join(operations, name), "utf8")));
  const recorded = JSON.parse(readFileSync(join(import.meta.dirname, "recorded.json"), "utf8"));
  const failures = new Failures(recorded.refusals);
  let url = "";
  const answers = new Answers({ schema, recorded, documents, url: () => url });
  const mock = new Mock(schema, answers, failures, recorded.schemaVersion);

  const server = createServer((request, response) => void mock.handle(request, response));
  const sockets = new WebSocketServer({ noServer: true });
  const protocol = mock.openSockets(sockets);
  server.on("upgrade", (request, socket, head) => mock.upgrade(sockets, request, socket, head));
  await new Promise((done) => server.listen(port, host, done));
  url = `http://${host}:${server.address().port}`;
  return {
    url,
    async close() {
      await protocol.dispose();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

class Mock {
  constructor(schema, answers, failures, version) {
    Object.assign(this, { schema, answers, failures, version });
  }

  async handle(request, response) {
    const requestId = randomUUID();
    response.setHeader("X-Request-Id", requestId);
    response.setHeader("Redress-Schema", this.version);
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Expose-Headers", "*");
    try {
      await this.answer(request, response, requestId);
    } catch (error) {
      const { status, errors, headers } = error instanceof Refused ? error : this.fault(error, requestId);
      const type = request.headers.accept?.includes(RESPONSE_TYPE) ? RESPONSE_TYPE : JSON_TYPE;
      send(response, status, { errors }, { ...headers, "Content-Type": `${type}; charset=utf-8` });
    }
  }

  /** What was asked of the mock was wrong, or the mock is. */
  fault(error, requestId) {
    const code = error instanceof Misuse ? "BAD_USER_INPUT" : "INTERNAL_SERVER_ERROR";
    if (code === "INTERNAL_SERVER_ERROR") console.error(error);
    return this.refusal(error instanceof Misuse ? 400 : 500, code, error.message, requestId);
  }

  refusal(status, code, message, requestId, more = {}) {
    return new Refused(status, [{ message, extensions: { code, reason: code, requestId, ...more } }]);
  }

  /** Input that the server does not read any further. */
  wrong(status, reason, message, requestId) {
    return this.refusal(status, "BAD_USER_INPUT", message, requestId, { reason });
  }

  async answer(request, response, requestId) {
    const { pathname, searchParams } = new URL(request.url, "http://mock");
    if (request.method === "OPTIONS")
      return send(response, 204, undefined, {
        "Access-Control-Allow-Methods": "GET, POST, PUT",
        "Access-Control-Allow-Headers": request.headers["access-control-request-headers"] ?? "*",
      });
    const { failure, delay } = this.wishes((name) => request.headers[`x-${name}`] ?? searchParams.get(name));
    await pause(delay);
    if (pathname === "/health/live") return send(response, 200, { status: "live" });
    if (request.method === "PUT") return this.takeFile(request, response, failure, requestId);
    if (!["/graphql", "/graphql/stream"].includes(pathname))
      throw this.refusal(404, "NOT_FOUND", `Nothing is at ${pathname}.`, requestId, { reason: "request.nowhere" });
    const isStream = pathname === "/graphql/stream";
    this.refuseStrange(request, isStream, requestId);
    const operation = this.read(await this.bodyOf(request, requestId), requestId);
    if (isStream) return this.stream(response, operation, failure, delay, requestId);
    if (operation.operation.operation === "subscription")
      throw this.wrong(
        400,
        "request.subscription",
        "Subscriptions go over the websocket, or to /graphql/stream.",
        requestId,
      );
    const failed = failure && this.failed(operation, failure, requestId);
    const [result] = failed ? [failed] : this.results(operation, requestId);
    this.sendResult(request, response, result);
  }

  /** `mock-error` and `mock-delay`, from headers or the address. */
  wishes(read) {
    return { failure: this.failures.read(read("mock-error")), delay: this.failures.readDelay(read("mock-delay")) };
  }

  refuseStrange({ method, headers }, isStream, requestId) {
    if (method !== "POST") {
      const reason = method === "GET" && !isStream ? "request.onlyByPost" : "request.method";
      throw this.wrong(405, reason, "Only POST is possible here.", requestId);
    }
    if (!headers["content-type"]?.toLowerCase().startsWith(JSON_TYPE))
      throw this.wrong(415, "request.contentType", `Send the operation with Content-Type: ${JSON_TYPE}.`, requestId);
    if (isStream && !headers.accept?.includes(EVENTS))
      throw this.wrong(406, "request.accept", `Event streams are answered to Accept: ${EVENTS} only.`, requestId);
  }

  async bodyOf(request, requestId) {
    const text = await textOf(request);
    try {
      return JSON.parse(text);
    } catch {
      throw this.wrong(400, "body.notJson", "The request's body is not JSON.", requestId);
    }
  }

  read(body, requestId) {
    if (!isOperation(body))
      throw this.wrong(400, "body.notAnOperation", "The request's body must be one JSON object with query.", requestId);
    const { query, operationName, documentId, extensions } = body;
    const variables = body.variables ?? {};
    if (!query) {
      // Apollo's clients recognise it only with status 200.
      if (extensions?.persistedQuery)
        throw this.refusal(200, "PERSISTED_QUERY_NOT_SUPPORTED", "No document is registered here.", requestId);
      if (documentId)
        throw this.refusal(404, "PERSISTED_DOCUMENT_NOT_FOUND", "No document is registered here.", requestId);
      const reason = "request.noQuery";
      throw this.refusal(400, "GRAPHQL_PARSE_FAILED", "The request has no query.", requestId, { reason });
    }
    const document = this.parse(query, requestId);
    const operation = getOperationAST(document, operationName);
    if (!operation) {
      const reason = operationName ? "request.noSuchOperation" : "request.whichOperation";
      throw this.refusal(400, "GRAPHQL_VALIDATION_FAILED", "Which operation is not said.", requestId, { reason });
    }
    const [first, ...others] = problemsOf(this.schema, document, operation, variables);
    if (first) {
      const { message, field, reason } = first;
      throw this.refusal(400, "BAD_USER_INPUT", message, requestId, { reason, field, problems: [first, ...others] });
    }
    const root = operation.selectionSet.selections.find(({ kind }) => kind === Kind.FIELD);
    return { document, operation, root, operationName, variables };
  }

  parse(query, requestId) {
    let document;
    try {
      document = parse(query);
    } catch (error) {
      throw this.refusal(400, "GRAPHQL_PARSE_FAILED", error.message, requestId);
    }
    const [wrong] = validate(this.schema, document);
    if (wrong) throw this.refusal(400, "GRAPHQL_VALIDATION_FAILED", wrong.message, requestId);
    return document;
  }

  results({ document, operationName, variables }, requestId) {
    const results = this.answers.to(document, operationName, variables, requestId);
    if (results[0].data === undefined) throw new Misuse(results[0].errors[0].message);
    return results;
  }

  /** What an executed operation answers that fails; throws what refuses the request as a whole. */
  failed({ root, variables }, failure, requestId) {
    const field = root?.name.value;
    const key = (root?.alias ?? root?.name)?.value;
    const { input } = variables;
    if (this.failures.isWhole(failure, field)) {
      const error = this.failures.error(failure, { requestId });
      throw new Refused(failure.httpStatus, [error], retryHeaders(error));
    }
    return { errors: [this.failures.error(failure, { requestId, input, path: [key] })], data: null };
  }

  /** An executed operation has status 200, also when it failed. */
  sendResult(request, response, result) {
    const type = request.headers.accept?.includes(RESPONSE_TYPE) ? RESPONSE_TYPE : JSON_TYPE;
    send(response, 200, result, { "Content-Type": `${type}; charset=utf-8` });
  }

  async takeFile(request, response, failure, requestId) {
    await new Promise((done) => request.on("end", done).resume());
    if (failure) {
      const error = this.failures.error(failure, { requestId });
      const challenge = failure.httpStatus === 401 ? { "WWW-Authenticate": "Bearer" } : {};
      throw new Refused(failure.httpStatus, [error], { ...retryHeaders(error), ...challenge });
    }
    send(response, 201, { evidenceId: "evd_00000000000000000000000001" });
  }

  /** Server-sent events: what was recorded, then silence. */
  async stream(response, operation, failure, delay, requestId) {
    const results = failure ? [this.failed(operation, failure, requestId)] : this.results(operation, requestId);
    response.writeHead(200, { "Content-Type": `${EVENTS}; charset=utf-8`, "Cache-Control": "no-cache" });
    for (const [index, result] of results.entries()) {
      if (index > 0) await pause(delay);
      response.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`);
    }
    if (failure || operation.operation.operation !== "subscription") response.end("event: complete\ndata: \n\n");
  }

  upgrade(sockets, request, socket, head) {
    const { pathname, searchParams } = new URL(request.url, "http://mock");
    try {
      if (pathname !== "/graphql") throw new Misuse("Sockets are at /graphql.");
      const wishes = this.wishes((name) => searchParams.get(name));
      sockets.handleUpgrade(request, socket, head, (opened) => {
        opened.wishes = wishes;
        sockets.emit("connection", opened, request);
      });
    } catch (error) {
      const body = JSON.stringify({ errors: this.fault(error, randomUUID()).errors });
      socket.end(
        `HTTP/1.1 400 Bad Request\r\nContent-Type: ${JSON_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
    }
  }

  openSockets(sockets) {
    return useServer(
      {
        onConnect: ({ extra: { socket } }) => {
          const { failure } = socket.wishes;
          // As the server does with what concerns the whole connection.
          if (failure?.closeCode) socket.close(failure.closeCode, failure.code);
        },
        onSubscribe: async ({ extra: { socket } }, _id, payload) => {
          const { failure, delay } = socket.wishes;
          const requestId = randomUUID();
          try {
            const operation = this.read(payload, requestId);
            await pause(delay);
            if (!failure)
              return {
                schema: this.schema,
                document: operation.document,
                contextValue: { operation, delay, requestId },
              };
            return toErrors(this.failed(operation, failure, requestId).errors);
          } catch (error) {
            return toErrors((error instanceof Refused ? error : this.fault(error, requestId)).errors);
          }
        },
        execute: ({ contextValue: { operation, requestId } }) => this.results(operation, requestId)[0],
        subscribe: ({ contextValue: { operation, delay, requestId } }) =>
          following(this.results(operation, requestId), delay),
      },
      sockets,
    );
  }
}

/** What was recorded, then nothing until the client ends it. */
function following(results, delay) {
  let next = 0;
  let end;
  const ended = new Promise((done) => (end = done));
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (next > 0 && next < results.length) await pause(delay);
      if (next < results.length) return { value: results[next++], done: false };
      await ended;
      return { value: undefined, done: true };
    },
    async return() {
      end();
      return { value: undefined, done: true };
    },
  };
}

const toErrors = (errors) =>
  errors.map(({ message, path, extensions }) => new GraphQLError(message, { path, extensions }));

const retryHeaders = ({ extensions: { retryAfter } }) =>
  retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) };

function send(response, status, body, headers = {}) {
  response.writeHead(status, { "Content-Type": `${JSON_TYPE}; charset=utf-8`, ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function textOf(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Misuse("The body is too long.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** One JSON object with what an operation has, each of its kind. */
const isOperation = (body) =>
  isObject(body) &&
  ["query", "operationName", "documentId"].every((name) =>
    ["string", "undefined"].includes(typeof (body[name] ?? undefined)),
  ) &&
  ["variables", "extensions"].every((name) => isObject(body[name] ?? {}));

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

  refusal(status, code, message, requestId) {
    return new Refused(status, [{ message, extensions: { code, reason: code, requestId } }]);
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
      throw this.refusal(404, "NOT_FOUND", `Nothing is at ${pathname}.`, requestId);
    if (request.method !== "POST") throw this.refusal(405, "BAD_USER_INPUT", "Only POST is possible here.", requestId);
    const operation = this.read(await bodyOf(request), requestId);
    if (pathname === "/graphql/stream") return this.stream(response, operation, failure, delay, requestId);
    const failed = failure && this.failed(operation, failure, requestId);
    const [result] = failed ? [failed] : this.results(operation);
    this.sendResult(request, response, result);
  }

  /** `mock-error` and `mock-delay`, from headers or the address. */
  wishes(read) {
    return { failure: this.failures.read(read("mock-error")), delay: this.failures.readDelay(read("mock-delay")) };
  }

  read({ query, variables = {}, operationName, documentId }, requestId) {
    if (typeof query !== "string" || query === "") {
      if (documentId !== undefined)
        throw this.refusal(404, "PERSISTED_DOCUMENT_NOT_FOUND", "No document is registered here.", requestId);
      throw this.refusal(400, "BAD_USER_INPUT", "There is no query.", requestId);
    }
    const document = this.parse(query, requestId);
    const operation = getOperationAST(document, operationName);
    if (!operation) throw this.refusal(400, "BAD_USER_INPUT", "Which operation is not said.", requestId);
    const root = operation.selectionSet.selections.find(({ kind }) => kind === Kind.FIELD);
    return { document, operation, root, operationName, variables: variables ?? {} };
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

  results({ document, operationName, variables }) {
    const results = this.answers.to(document, operationName, variables);
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
    const results = failure ? [this.failed(operation, failure, requestId)] : this.results(operation);
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
              return { schema: this.schema, document: operation.document, contextValue: { operation, delay } };
            return toErrors(this.failed(operation, failure, requestId).errors);
          } catch (error) {
            return toErrors((error instanceof Refused ? error : this.fault(error, requestId)).errors);
          }
        },
        execute: ({ contextValue: { operation } }) => this.results(operation)[0],
        subscribe: ({ contextValue: { operation, delay } }) => following(this.results(operation), delay),
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

async function bodyOf(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Misuse("The body is too long.");
    chunks.push(chunk);
  }
  try {
    return Object(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  } catch {
    throw new Misuse("The body is not JSON.");
  }
}

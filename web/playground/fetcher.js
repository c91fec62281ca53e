import { getOperationAST, parse } from "graphql";
import { createClient } from "graphql-ws";
import { noteBill } from "./bill";
import { t } from "./text";

/** GraphiQL shows an error with its stack, which says nothing to a reader of a bundle. */
const failure = (message) => Object.assign(new Error(message), { stack: undefined });

/** One GraphQL request over HTTP; the answer may carry `errors`, but it is always GraphQL. */
export async function request(params, headers) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json, application/json;q=0.9",
      "apollo-require-preflight": "true",
      "x-request-cost": "true",
      ...headers,
    },
    body: JSON.stringify(params),
  }).catch(() => {
    throw failure(t.unreachable);
  });
  const answer = await response.json().catch(() => {
    throw failure(`HTTP ${response.status} ${response.statusText}`);
  });
  if (!answer.data?.__schema) noteBill(response.headers);
  return answer;
}

const byName = new Intl.Collator("en");

/** The schema in the order in which a reader looks for a name; the server tells it in that of the source. */
function sorted(answer) {
  const sort = (elements) => elements?.sort((one, other) => byName.compare(one.name, other.name));
  sort(answer.data?.__schema?.types);
  for (const { fields, inputFields } of answer.data?.__schema?.types ?? []) [fields, inputFields].forEach(sort);
  return answer;
}

let socket = { identity: "", client: undefined };

/** The websocket client of these headers. Who one is, is settled once a connection, so other headers need another. */
function clientFor(headers = {}) {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const connectionParams = { authorization: lower.authorization, locale: lower["accept-language"] };
  const identity = JSON.stringify(connectionParams);
  if (!socket.client || socket.identity !== identity) {
    void socket.client?.dispose();
    const url = `${location.origin.replace(/^http/, "ws")}/graphql`;
    socket = { identity, client: createClient({ url, connectionParams, retryAttempts: 0 }) };
  }
  return socket.client;
}

/** A subscription that fails to connect, or is cut off, fails with a CloseEvent, which has no message of its own. */
const readable = (error) =>
  typeof error?.code === "number" ? failure(`${t.closed}${error.code} ${error.reason}`.trim()) : error;

function isSubscription({ query, operationName }) {
  try {
    return getOperationAST(parse(query), operationName)?.operation === "subscription";
  } catch {
    return false; // a syntax error, which is the server's to explain
  }
}

export function fetcher(params, { headers } = {}) {
  if (!isSubscription(params)) return request(params, headers).then(sorted);
  return {
    subscribe: (observer) => ({
      unsubscribe: clientFor(headers).subscribe(params, {
        next: (result) => observer.next(result),
        error: (error) => observer.error(readable(error)),
        complete: () => observer.complete(),
      }),
    }),
  };
}

import { connect } from "node:net";

/** Where the attacked process listens. */
export interface Target {
  port: number;
  /** Local address that it comes from; each attack has a budget of its own. */
  localAddress: string;
}

/** The outcome of one try: a status, or how the connection ended. */
export type Outcome = string;

/** One try; the number makes each different from the others. */
type Try = (target: Target, n: number) => Promise<Outcome>;

export interface Attack {
  name: string;
  /** How many tries are under way at once. */
  atOnce: number;
  once: Try;
}

const LONGEST_MS = 40_000;

function send({ port, localAddress }: Target, head: string, body = ""): Promise<Outcome> {
  return new Promise((done) => {
    const socket = connect({ host: "127.0.0.1", port, localAddress });
    let heard = "";
    const late = setTimeout(() => end("no answer"), LONGEST_MS);
    const end = (outcome: Outcome): void => {
      clearTimeout(late);
      socket.destroy();
      done(outcome);
    };
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
      const status = /^HTTP\/1\.1 (\d+)[^]*\r\n\r\n/.exec(heard)?.[1];
      if (status) end(status);
    });
    socket.on("error", ({ message }) => end(message.split(" ")[0] ?? "error"));
    socket.on("close", () => end("closed"));
    socket.write(head + body);
  });
}

const post = (target: Target, query: string, variables: object = {}, path = "/graphql"): Promise<Outcome> => {
  const body = JSON.stringify({ query, variables });
  const accept = path.endsWith("stream") ? "text/event-stream" : "application/json";
  return send(
    target,
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: ${accept}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`,
    body,
  );
};

/** A document whose selections double with each level. */
function doubling(levels: number, n: number): string {
  const fragments = Array.from(
    { length: levels },
    (_, at) => ` fragment F${at} on __Type{a${at}:ofType{...F${at + 1}} b${at}:ofType{...F${at + 1}}}`,
  );
  return `query Q${n} {__type(name:"Query"){...F0}}${fragments.join("")} fragment F${levels} on __Type{name}`;
}

const WHOLE_SCHEMA = "types{name description fields{name description type{name kind ofType{name kind}}}}";
const NULL_SWITCHES_OFF = `query($n: Int = 1) {
  providers(first:100){nodes{id penalties(first:100){nodes{id provider{penalties(first:100){nodes{provider{penalties(first:100){nodes{id}}}}}}}}}}
  z: registerEntry(id:"x"){provider{penalties(first:$n){pageInfo{hasNextPage}}}}
}`;
const different = (n: number): string =>
  `query Q${n} { ${Array.from({ length: 20 }, (_, at) => `a${at}_${n}: listings(first: ${1 + ((n + at) % 3)}) { nodes { id title provider { id legalName } } }`).join(" ")} }`;

/** Attacks that are cheap to send. */
export const ATTACKS: readonly Attack[] = [
  {
    name: "introspection that doubles, 8 to 18 levels",
    atOnce: 4,
    once: (target, n) => post(target, doubling(8 + (n % 11), n), {}, n % 2 ? "/graphql" : "/graphql/stream"),
  },
  {
    name: "the whole schema under 40 names",
    atOnce: 4,
    once: (target, n) =>
      post(
        target,
        `query Q${n} {__schema{${Array.from({ length: 40 }, (_, at) => `a${at}:${WHOLE_SCHEMA}`).join(" ")}}}`,
      ),
  },
  {
    name: "a null that switches the cost off",
    atOnce: 4,
    once: (target) => post(target, NULL_SWITCHES_OFF, { n: null }),
  },
  { name: "documents that differ", atOnce: 8, once: (target, n) => post(target, different(n)) },
  {
    name: "documents that differ, each twice",
    atOnce: 8,
    once: (target, n) => post(target, different(1_000_000 + Math.floor(n / 2))),
  },
  {
    name: "documents that differ, 200 kB of comment",
    atOnce: 4,
    once: (target, n) => post(target, `${different(n)} # ${"x".repeat(200_000)}`),
  },
  { name: "broken documents", atOnce: 8, once: (target, n) => post(target, `{ nothing${n} { at { all }`) },
  { name: "the most expensive list", atOnce: 8, once: (target) => post(target, different(1)) },
  {
    name: "600 half-open connections",
    atOnce: 600,
    once: (target) => send(target, "POST /graphql HTTP/1.1\r\nHost: localhost\r\n"),
  },
  {
    name: "300 bodies that never come",
    atOnce: 300,
    once: (target) =>
      send(
        target,
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 262000\r\n\r\n{",
      ),
  },
  {
    name: "sign-ins with wrong passwords",
    atOnce: 16,
    once: (target, n) =>
      post(
        target,
        'mutation($l: String!) { signIn(input: { login: $l, password: "not the password" }) { accessToken } }',
        {
          l: `person${n % 1_000}`,
        },
      ),
  },
  {
    name: "registrations",
    atOnce: 16,
    once: (target, n) =>
      post(
        target,
        'mutation($l: String!) { registerAccount(input: { login: $l, password: "vK3 long and unlikely", displayName: "x" }) { clientMutationId } }',
        { l: `crowd.${n}` },
      ),
  },
];

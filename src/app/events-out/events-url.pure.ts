/** A stream of NATS JetStream, and how it is reached. */
export interface NatsSettings {
  /** `host:port` each. */
  servers: string[];
  /** Refuses servers without TLS; where they ask for it, it is used in any case. */
  tls: boolean;
  user?: string;
  password?: string;
  token?: string;
  /** The content of a credentials file: a signed name and a key. */
  credentials?: string;
  stream: string;
}

const NATS = /^(nats|tls):\/\/(?:([^@/]*)@)?([^@/?#]+)\/([A-Za-z0-9_-]{1,64})$/;
const SERVER = /^([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::(\d{1,5}))?$/;
const PORT = 4_222;
const FORM = "must be nats://user:password@host:4222/STREAM or tls://…, of several servers host:4222,host:4222";

/** `nats://user:password@host:port,host:port/STREAM`, `tls://…`; a token instead of user and password. Throws what is wrong with it. */
export function parseEventsUrl(url: string): NatsSettings {
  if (/^kafka:/.test(url)) throw new Error("Kafka is not one of the places that events can go to; NATS JetStream is");
  const [, scheme, account, hosts = "", stream = ""] = NATS.exec(url) ?? [];
  if (stream === "") throw new Error(FORM);
  return { servers: hosts.split(",").map(serverOf), tls: scheme === "tls", stream, ...accountIn(account) };
}

function serverOf(text: string): string {
  const [, host, port = String(PORT)] = SERVER.exec(text) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) throw new Error(FORM);
  return `${host}:${port}`;
}

function accountIn(account: string | undefined): Pick<NatsSettings, "user" | "password" | "token"> {
  if (account === undefined) return {};
  const [first = "", ...rest] = account.split(":");
  if (first === "") throw new Error(FORM);
  if (rest.length === 0) return { token: decoded(first) };
  return { user: decoded(first), password: decoded(rest.join(":")) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error("% in a name or a password must be written as %25");
  }
}

import { TIMEOUT } from "node:dns";
import { Agent as HttpAgent, request as overHttp, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as overHttps } from "node:https";
import { waitIn } from "./retry-after.pure";
import { isPublicAddress, PrivateAddress, publicLookup } from "./public-address";

type Problem = "TIMEOUT" | "UNREACHABLE" | "PRIVATE_ADDRESS";

/** What became of a request: an answer, or why there is none. */
export type Posted =
  | { status: number; excerpt: string; waitMs: number; problem?: undefined }
  | { status: null; excerpt: null; problem: Problem };

const PATIENCE_MS = 5_000;
/** Of an answer no more is read. */
const MOST_BYTES = 1_024;
const MOST_CHARACTERS = 200;
/** Connections that are kept for the next request. */
const KEPT = { keepAlive: true, maxFreeSockets: 256, timeout: 30_000 } as const;

/**
 * Sends to addresses that others have named: over https, to nothing in a private network, without following redirects, with little
 * patience, and reading next to nothing of the answer. `loopback`: also to this machine, for trying it out.
 */
export class Poster {
  private readonly agents = { "http:": new HttpAgent(KEPT), "https:": new HttpsAgent(KEPT) };

  constructor(
    readonly loopback: boolean,
    private readonly lookup = publicLookup,
  ) {}

  /** Whether one may name it at all. */
  mayName(url: string): boolean {
    return isPublicAddress(url) || this.isLoopback(url);
  }

  post(url: string, headers: Record<string, string>, body: string, isSecond = false): Promise<Posted> {
    // It may have been named while that was allowed.
    if (!this.mayName(url)) return Promise.resolve(none("PRIVATE_ADDRESS"));
    return new Promise((done) => {
      const { protocol } = new URL(url);
      const isPlain = protocol === "http:";
      const sent = (isPlain ? overHttp : overHttps)(url, {
        method: "POST",
        headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
        agent: this.agents[isPlain ? "http:" : "https:"],
        ...(this.isLoopback(url) ? {} : { lookup: this.lookup }),
      });
      let answer: IncomingMessage | undefined;
      let [excerpt, bytes] = ["", 0];
      let isLate = false;
      const finish = (problem: Problem): void => {
        clearTimeout(late);
        // Once there is a status, it counts, whatever becomes of the rest.
        if (answer?.statusCode === undefined) return done(none(problem));
        const waitMs = waitIn(answer.headers["retry-after"]);
        done({ status: answer.statusCode, excerpt: printable(excerpt), waitMs });
      };
      const late = setTimeout(() => {
        isLate = true;
        finish("TIMEOUT");
        sent.destroy();
      }, PATIENCE_MS);
      sent.on("error", (error) => {
        if (answer || isSecond || isLate || !sent.reusedSocket) return finish(problemOf(error));
        // The other end had closed the connection that was kept.
        clearTimeout(late);
        done(this.post(url, headers, body, true));
      });
      sent.on("response", (response) => {
        answer = response;
        response.on("error", () => finish("UNREACHABLE"));
        response.on("close", () => finish("UNREACHABLE"));
        response.on("data", (chunk: Buffer) => {
          if (bytes < MOST_BYTES) excerpt += chunk.subarray(0, MOST_BYTES - bytes).toString("latin1");
          bytes += chunk.length;
          if (bytes >= MOST_BYTES) response.destroy();
        });
      });
      sent.end(body);
    });
  }

  [Symbol.dispose](): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  private isLoopback(url: string): boolean {
    if (!this.loopback || !URL.canParse(url)) return false;
    return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname);
  }
}

const none = (problem: Problem): Posted => ({ status: null, excerpt: null, problem });

function problemOf(error: NodeJS.ErrnoException): Problem {
  if (error instanceof PrivateAddress) return "PRIVATE_ADDRESS";
  // No name server has answered.
  return error.code === TIMEOUT ? "TIMEOUT" : "UNREACHABLE";
}

/** For people to read: without control characters, and short. */
const printable = (bytes: string): string =>
  Buffer.from(bytes, "latin1")
    .toString("utf8")
    // oxlint-disable-next-line no-control-regex -- exactly those
    .replace(/[\s\u0000-\u001f\u007f\ufffd]+/g, " ")
    .trim()
    .slice(0, MOST_CHARACTERS);

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { readBody } from "../../src/platform/http/body";
import type { Refusal } from "../../src/platform/refusal";
import { Wire } from "../bad-input/wire";

const LIMIT = 12;

/** Answers with the body, once all of it has come: as where somebody's rights were read meanwhile. */
describe("a body that came with its head", () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    const read = async (request: IncomingMessage): Promise<string> => {
      while (!request.complete) await nextTurn();
      return readBody(request, LIMIT).catch((error: unknown) => (error as Refusal).code);
    };
    server = createServer((request, response) => {
      void read(request).then((answer) => response.setHeader("Content-Length", Buffer.byteLength(answer)).end(answer));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const HEAD = "POST / HTTP/1.1\r\nHost: localhost\r\n";
  const inPieces = (...pieces: string[]): string =>
    `${HEAD}Transfer-Encoding: chunked\r\n\r\n${[...pieces, ""].map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`).join("")}`;
  const bytesOf = (text: string): string => Buffer.from(text).toString("latin1");
  const bodyOf = (answer: string): string => Buffer.from(answer.split("\r\n\r\n")[1] ?? "", "latin1").toString();

  test("is read whole, in however many pieces, one after the other on one connection", async () => {
    using wire = new Wire(url);
    const sign = bytesOf("答");
    for (const [sent, read] of [
      [`${HEAD}Content-Length: 5\r\n\r\nwhole`, "whole"],
      [inPieces("one", " two"), "one two"],
      [inPieces(`a${sign.slice(0, 1)}`, sign.slice(1)), "a答"],
      [`${HEAD}Content-Length: 0\r\n\r\n`, ""],
      [inPieces("x".repeat(LIMIT)), "x".repeat(LIMIT)],
    ] as const)
      expect(bodyOf(await wire.ask(sent))).toBe(read);
  });

  test("is refused where it is too long, whether it says so or not", async () => {
    for (const sent of [
      `${HEAD}Content-Length: 13\r\n\r\n${"x".repeat(13)}`,
      inPieces("x".repeat(7), "x".repeat(6)),
      inPieces("x".repeat(13)),
    ]) {
      using wire = new Wire(url);
      expect(bodyOf(await wire.ask(sent))).toBe("LIMIT_REACHED");
    }
  });
});

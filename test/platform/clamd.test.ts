import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { Readable } from "node:stream";
import pino from "pino";
import { Refusal } from "../../src/platform/refusal";
import { Clamd } from "../../src/platform/uploads/clamd";
import { EICAR, MALWARE, startClamd, type TestClamd } from "../support/clamd";
import { describeWith } from "../support/programs";

const log = pino({ level: "silent" });
const AWAY = "UNAVAILABLE upload.notScanned 30";

const answerOf = (address: string, bytes: Buffer): Promise<string | null> =>
  new Clamd(address, log).scan(Readable.from([bytes])).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    return `${error.code} ${error.details.reason} ${error.details.retryAfter}`;
  });

describeWith("clamd", "a real clamd", () => {
  let clamd: TestClamd;
  beforeAll(async () => {
    clamd = await startClamd();
  });
  afterAll(() => clamd?.[Symbol.asyncDispose]());

  it("names what it finds, and says when there is nothing", async () => {
    expect(await answerOf(clamd.url, EICAR)).toMatch(/^Test\.Eicar/);
    expect(await answerOf(clamd.url, MALWARE)).toMatch(/^Test\.Malware/);
    expect(await answerOf(clamd.url, Buffer.from("harmless"))).toBeNull();
    expect(await answerOf(clamd.url, Buffer.alloc(20_000_000, "harmless "))).toBeNull();
  });

  it("is believed only as far as it looked", async () => {
    // More than its StreamMaxLength: it answers before it has everything, and that it cannot tell.
    expect(await answerOf(clamd.url, Buffer.alloc(200_000_000))).toBe(AWAY);
  });
});

describe("what is no clamd", () => {
  let server: Server;
  const serve = async (answer: (socket: Socket) => void): Promise<string> => {
    server = createServer(answer).listen(0, "127.0.0.1");
    await once(server, "listening");
    return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  afterEach(() => server?.close());

  it.each([
    ["hangs up", (socket: Socket) => socket.destroy()],
    ["says nothing", (socket: Socket) => socket.end()],
    ["says something else", (socket: Socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n")],
    ["says that it failed", (socket: Socket) => socket.end("stream: Can't allocate memory ERROR\0")],
    ["says OK, but not of the file", (socket: Socket) => socket.end("PONG\0")],
  ])("and %s is not taken for one that found nothing", async (_, answer) => {
    expect(await answerOf(await serve(answer), EICAR)).toBe(AWAY);
  });

  it("is not there", async () => {
    const url = await serve(() => undefined);
    server.close();
    await once(server, "close");
    expect(await answerOf(url, EICAR)).toBe(AWAY);
    expect(await answerOf("unix:/nowhere/clamd.sock", EICAR)).toBe(AWAY);
  });
});

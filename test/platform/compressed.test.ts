import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { startWorld, type World } from "../support/world";

const LONG = "{ __schema { types { name description } } }";

interface Answer {
  coding: string | undefined;
  vary: string | undefined;
  length: number;
  body: Buffer;
}

describe("answers of GraphQL", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld("sqlite", {}, { INTROSPECTION: "true" });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  /** As it goes over the wire: `fetch` would unpack it. */
  const post = (query: string, accepted: Record<string, string>, path = "/graphql"): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = { "Content-Type": "application/json", ...accepted };
      const sent = request(`${world.url}${path}`, { method: "POST", headers }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () =>
          resolve({
            coding: response.headers["content-encoding"],
            vary: response.headers.vary,
            length: Number(response.headers["content-length"]),
            body: Buffer.concat(parts),
          }),
        );
      });
      sent.on("error", reject);
      sent.end(JSON.stringify({ query }));
    });

  test("are compressed as the client can read it, and are the same text", async () => {
    const plain = await post(LONG, {});
    expect(plain.coding).toBeUndefined();
    for (const [accepted, unpack] of [
      ["br", brotliDecompressSync],
      ["gzip", gunzipSync],
    ] as const) {
      const packed = await post(LONG, { "Accept-Encoding": `${accepted}, deflate` });
      expect(packed).toMatchObject({ coding: accepted, vary: expect.stringContaining("Accept-Encoding") });
      expect(unpack(packed.body).equals(plain.body)).toBe(true);
      expect([packed.length, packed.length < plain.length / 3]).toEqual([packed.body.length, true]);
    }
  });

  test("brotli where both are taken; nothing for who refuses it, or what is small", async () => {
    const coding = async (query: string, accepted: string) =>
      (await post(query, { "Accept-Encoding": accepted })).coding;
    expect(await coding(LONG, "gzip, deflate, br")).toBe("br");
    expect(await coding(LONG, "identity")).toBeUndefined();
    expect(await coding(LONG, "br;q=0, gzip;q=0")).toBeUndefined();
    expect(await coding("{ __typename }", "br")).toBeUndefined();
  });
});

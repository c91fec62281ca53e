import fc from "fast-check";
import { acceptedType, MediaTypeProbe, namedAs } from "../../src/platform/uploads/media-type";
import { CHAT, GIF, JPEG, MP4, PDF, PNG, SCRIPT, WAV } from "../case/evidence/samples";

async function typeOf(bytes: Uint8Array, chunkSize = bytes.length || 1): Promise<string | null> {
  const probe = new MediaTypeProbe();
  for (let from = 0; from < bytes.length; from += chunkSize) probe.add(bytes.subarray(from, from + chunkSize));
  return probe.type();
}

describe("a file's type, told from its bytes", () => {
  it.each([
    ["image/png", PNG],
    ["image/jpeg", JPEG],
    ["image/gif", GIF],
    ["application/pdf", PDF],
    ["audio/wav", WAV],
    ["video/mp4", MP4],
    ["text/plain", CHAT],
    ["text/plain", Buffer.from('{"order": 1}')],
    ["text/plain", Buffer.from("date,amount\n2026-01-01,5\n")],
  ])("%s", async (type, bytes) => {
    expect(await typeOf(bytes)).toBe(type);
    expect(await typeOf(bytes, 1)).toBe(type);
  });

  it("a script is text, whatever it is called", async () => {
    expect(await typeOf(SCRIPT)).toBe("text/plain");
  });

  it("text that begins like a bitmap or a program is still text", async () => {
    expect(await typeOf(Buffer.from("BMW repair, promised for Friday"))).toBe("text/plain");
    expect(await typeOf(Buffer.from("MZ: you promised"))).toBe("text/plain");
  });

  it.each([
    ["a Windows program", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(64)])],
    ["a zip archive", Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(64)])],
    ["bytes that are no UTF-8", Buffer.from([0x68, 0x69, 0xff, 0xfe])],
    ["text with a NUL far behind the head", Buffer.concat([Buffer.alloc(10_000, "a"), Buffer.from([0])])],
    ["text cut in the middle of a character", CHAT.subarray(0, 8)],
  ])("%s has none", async (_, bytes) => {
    expect(await typeOf(bytes)).toBeNull();
  });

  it("does not depend on where the chunks are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 50 }),
        fc.integer({ min: 1, max: 7 }),
        async (text, size) => {
          const bytes = Buffer.from(text);
          expect(await typeOf(bytes, size)).toBe(await typeOf(bytes));
        },
      ),
    );
  });

  it("is never an error, whatever the bytes", async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => void (await typeOf(bytes))));
  });
});

describe("a declared type", () => {
  it.each([
    ["image/png", "image/png"],
    ["IMAGE/JPG", "image/jpeg"],
    ["text/csv; charset=utf-8", "text/plain"],
    ["application/json", "text/plain"],
    ["text/html", null],
    ["image/svg+xml", null],
    ["application/zip", null],
    ["", null],
  ])("%s is accepted as %s", (declared, type) => {
    expect(acceptedType(declared)).toBe(type);
  });

  it("and the file's name agree", () => {
    expect(namedAs("image/jpeg", "Scan 1.JPEG")).toBe(true);
    expect(namedAs("text/plain", "chat.png")).toBe(false);
    expect(namedAs("text/plain", "page.html")).toBe(false);
    expect(namedAs("image/png", "png")).toBe(false);
  });
});

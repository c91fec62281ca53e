import sharp from "sharp";
import { blankHeic } from "../../src/platform/images/blank-heic";
import { ImageCopier } from "../../src/platform/images/image-copier";
import { Refusal } from "../../src/platform/refusal";
import { bomb, photo, polyglot, SECRETS } from "../case/evidence/pictures";
import { GIF, PNG } from "../case/evidence/samples";

const LIMITS = { points: 1_000_000, costlyPoints: 100_000 };
const WHO = "acc_somebody";

const holds = (bytes: Buffer): string[] => SECRETS.filter((secret) => bytes.includes(secret));
const refusal = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? `${error.code} ${error.details.reason}` : String(error)),
  );

describe("the copy that others see", () => {
  let copier: ImageCopier;
  beforeAll(() => {
    copier = new ImageCopier();
  });
  afterAll(() => copier[Symbol.dispose]());
  const copy = (bytes: Buffer, type: string, limits = LIMITS): Promise<Buffer> =>
    copier.copy(WHO, async () => bytes, type, limits);

  it.each(["jpeg", "png", "webp"] as const)(
    "of a %s has the picture, and nothing that was written beside it",
    async (format) => {
      const original = await photo(format);
      expect((await sharp(original).metadata()).exif).toBeDefined();
      const made = await copy(original, `image/${format}`);
      const { width, height, exif, xmp, iptc, icc, comments, format: found } = await sharp(made).metadata();
      expect([width, height, found]).toEqual([60, 40, format]);
      expect([exif, xmp, iptc, icc, comments]).toEqual(Array(5).fill(undefined));
      expect(holds(made)).toEqual([]);
      const { dominant } = await sharp(made).stats();
      expect(dominant.r).toBeGreaterThan(150);
    },
  );

  it("stands as the camera was held", async () => {
    const { width, height, orientation } = await sharp(await copy(await photo("jpeg", 6), "image/jpeg")).metadata();
    expect([width, height, orientation]).toEqual([40, 60, undefined]);
  });

  it("of a page that is a picture as well is a picture only", async () => {
    const made = await copy(await polyglot(), "image/png");
    expect(made.includes("<script>")).toBe(false);
    expect((await sharp(made).metadata()).width).toBe(60);
  });

  it("of a film has all its pictures", async () => {
    const frames = await Promise.all(
      ["#f00", "#0f0", "#00f"].map((background) =>
        sharp({ create: { width: 8, height: 8, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const film = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [50, 60, 70] })
      .toBuffer();
    const { pages, delay } = await sharp(await copy(film, "image/gif"), { animated: true }).metadata();
    expect([pages, delay]).toEqual([3, [50, 60, 70]]);
    expect((await sharp(await copy(GIF, "image/gif")).metadata()).width).toBe(1);
  });

  it("is not made of a bomb, nor of what takes more memory than its size", async () => {
    expect(await refusal(copy(bomb(), "image/png"))).toBe("EVIDENCE_REJECTED upload.imageTooLarge");
    const large = (options: sharp.JpegOptions): Promise<Buffer> =>
      sharp({ create: { width: 400, height: 400, channels: 3, background: "#fff" } })
        .jpeg(options)
        .toBuffer();
    expect((await copy(await large({}), "image/jpeg")).length).toBeGreaterThan(0);
    const progressive = copy(await large({ progressive: true }), "image/jpeg");
    expect(await refusal(progressive)).toBe("EVIDENCE_REJECTED upload.imageTooLarge");
  });

  it("is not made of more lines than pictures have: each takes its time, and others wait for it", async () => {
    const thread = (height: number): Promise<Buffer> =>
      sharp({ create: { width: 1, height, channels: 3, background: "#fff" } })
        .png()
        .toBuffer();
    expect((await copy(await thread(60_000), "image/png")).length).toBeGreaterThan(0);
    expect(await refusal(copy(await thread(70_000), "image/png"))).toBe("EVIDENCE_REJECTED upload.imageTooLarge");
  });

  it.each([
    ["broken off", async () => (await photo("jpeg")).subarray(0, 700), "image/jpeg"],
    ["something else inside", async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "image/png"],
    ["too small for what it says", async () => bomb(2_000), "image/png"],
  ])("is not made of what is %s", async (_, bytes, type) => {
    const limits = { points: 10_000_000, costlyPoints: 10_000_000 };
    expect(await refusal(copy(await bytes(), type, limits))).toBe("EVIDENCE_REJECTED upload.imageUnreadable");
  });

  it("goes on when the process that makes it is gone", async () => {
    const other = new ImageCopier();
    await other.copy(WHO, async () => PNG, "image/png", LIMITS);
    other[Symbol.dispose]();
    expect((await other.copy(WHO, async () => PNG, "image/png", LIMITS)).length).toBeGreaterThan(0);
    other[Symbol.dispose]();
  });

  it("who sends many at once waits for themselves only", async () => {
    const large = await sharp({ create: { width: 900, height: 900, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    let begun = 0;
    const read = async (): Promise<Buffer> => {
      begun += 1;
      return large;
    };
    const mine = Array.from({ length: 8 }, () => refusal(copier.copy(WHO, read, "image/png", LIMITS)));
    const others = refusal(copier.copy("acc_other", async () => PNG, "image/png", LIMITS));
    await mine[0];
    // Those that wait are not in memory.
    expect(begun).toBeLessThanOrEqual(2);
    const refused = (await Promise.all(mine)).filter((reason) => reason === "OVERLOADED upload.imagesWaiting");
    expect([refused.length, await others]).toEqual([4, undefined]);
  });
});

describe("HEIC, whose pictures no library here reads", () => {
  // AV1 in the same boxes: that one can be looked at afterwards.
  it("keeps its picture, and loses what was written beside it", async () => {
    const original = await photo("avif");
    expect(holds(original)).not.toEqual([]);
    const blanked = blankHeic(original, LIMITS);
    expect(blanked.length).toBe(original.length);
    expect(holds(blanked).filter((word) => word !== "Exif")).toEqual([]);
    const pixels = (bytes: Buffer): Promise<Buffer> => sharp(bytes).raw().toBuffer();
    expect((await pixels(blanked)).equals(await pixels(original))).toBe(true);
  });

  it("loses what stands behind, before or between its boxes", async () => {
    const original = await photo("avif");
    const box = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("uuidat home, quiet l")]);
    const more = Buffer.concat([original, box, Buffer.from("<html><script>alert(1)</script>")]);
    const blanked = blankHeic(more, LIMITS);
    expect(["quiet", "script"].filter((word) => blanked.includes(word))).toEqual([]);
    expect((await sharp(blanked).metadata()).width).toBe(60);
  });

  it("is refused when it is too large, or cannot be followed", async () => {
    const original = await photo("avif");
    expect(() => blankHeic(original, { points: 2_399, costlyPoints: 2_399 })).toThrow("upload.imageTooLarge");
    expect(() => blankHeic(PNG, LIMITS)).toThrow("upload.imageUnreadable");
    for (const name of ["iloc", "iinf", "ispe", "meta"]) {
      const at = original.indexOf(name);
      const broken = Buffer.from(original);
      broken.write("junk", at, "latin1");
      expect(() => blankHeic(broken, LIMITS)).toThrow("upload.imageUnreadable");
    }
    // Of what takes no bytes, or few, as much as a file may hold: it is refused before all of that is gone through.
    for (const [items, extents, boxes] of [
      [100_000, 65_535, 1],
      [1, 1, 500_000],
      [3_999, 1, 3_000],
    ] as const) {
      const began = performance.now();
      const parts = manyParts(items, extents, boxes);
      expect(() => blankHeic(parts, LIMITS)).toThrow(
        items === 3_999 ? "upload.imageTooLarge" : "upload.imageUnreadable",
      );
      expect(performance.now() - began).toBeLessThan(2_000);
    }
    // However it is cut or changed, it comes to an end: blanked, or refused.
    for (let at = 0; at < 400; at += 1) {
      const changed = Buffer.from(original);
      changed[at] = 255 - (changed[at] ?? 0);
      for (const bytes of [changed, original.subarray(0, at)])
        try {
          expect(blankHeic(bytes, LIMITS)).toHaveLength(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
    }
  });
});

/** A picture of so many items in so many extents each, which have no bytes but their number, and so many boxes for them. */
function manyParts(items: number, extents: number, boxes: number): Buffer {
  const number = (value: number, size: number): Buffer => {
    const bytes = Buffer.alloc(size);
    bytes.writeUIntBE(value, 0, size);
    return bytes;
  };
  const box = (type: string, ...content: Buffer[]): Buffer => {
    const body = Buffer.concat(content);
    return Buffer.concat([number(body.length + 8, 4), Buffer.from(type), body]);
  };
  const info = Array(Math.min(items, 3_999)).fill(
    box("infe", number(2, 1), number(0, 3), number(1, 2), number(0, 2), Buffer.from("hvc1")),
  ) as Buffer[];
  const place = (id: number): Buffer =>
    Buffer.concat([number(id, 4), number(1, 2), number(0, 2), number(7, 2), number(extents, 2)]);
  const places = Array(items).fill(place(extents > 1 ? 2 : 1)) as Buffer[];
  // Lengths of pictures have two bytes, as they may not be nothing; others' have none.
  const sizes = extents > 1 ? number(0x00_20, 2) : number(0x02_20, 2);
  const all = extents > 1 ? places : places.map((each) => Buffer.concat([each, number(9, 2)]));
  return Buffer.concat([
    box("ftyp", Buffer.from("heic")),
    box(
      "meta",
      number(0, 4),
      box("iinf", number(0, 4), number(info.length, 2), ...info),
      box("iloc", number(2, 1), number(0, 3), sizes, number(items, 4), ...all),
      box("iprp", box("ipco", box("ispe", number(0, 4), number(10_000, 4), number(10_000, 4)))),
      ...(Array(Math.min(boxes, 3_000)).fill(box("idat", number(0, 4))) as Buffer[]),
    ),
    ...(Array(boxes).fill(box("mdat")) as Buffer[]),
  ]);
}

import sharp from "sharp";
import { deflateSync, crc32 } from "node:zlib";

/** What a telephone writes into a picture: where it was taken, with what, and what its owner noted. */
const EXIF = {
  IFD0: { Make: "Secret Camera", ImageDescription: "at home, 12 Quiet Lane" },
  IFD3: {
    GPSLatitudeRef: "N",
    GPSLatitude: "30/1 16/1 2800/100",
    GPSLongitudeRef: "E",
    GPSLongitude: "120/1 9/1 1100/100",
  },
};
export const SECRETS = ["Secret Camera", "Quiet Lane", "GPSLatitude", "Exif"];

type Format = "jpeg" | "png" | "webp" | "avif";

/** Wider than high; a telephone held upright says so beside it. */
export const photo = (format: Format, orientation?: number): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: { r: 200, g: 40, b: 10 } } })
    .toFormat(format)
    .withExif(EXIF)
    .withMetadata(orientation ? { orientation } : {})
    .withExifMerge(EXIF)
    .toBuffer();

/** A picture, and a page behind it: browsers that guess would run it. */
export const polyglot = async (): Promise<Buffer> =>
  Buffer.concat([await photo("png"), Buffer.from("<html><script>alert(document.domain)</script></html>")]);

/** Some kilobytes that want to be 40,000 × 40,000 points. */
export function bomb(side = 40_000): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8); // one bit a point, grey
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * 1_000));
  return Buffer.concat([SIGNATURE, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

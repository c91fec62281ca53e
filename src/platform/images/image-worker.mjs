// Re-encodes an image from its visible pixels: without location, camera, comments, or anything else hidden in its file. A process
// of its own, because images come from strangers and are decoded by large libraries: a crash here ends this process only.
import { Buffer } from "node:buffer";
import process from "node:process";
import sharp from "sharp";

// Only the types we accept, whatever a file claims to be.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadNsgifBuffer",
  ],
});
sharp.concurrency(1);
sharp.cache(false);

const QUALITY = 90;
/** As sharp says it. */
const TOO_LARGE = "exceeds pixel limit";
/** As much as JPEG and GIF can have. Each line takes its time, however short it is. */
const LONGEST_SIDE = 65_535;
const ENCODE = {
  "image/jpeg": (image) => image.jpeg({ quality: QUALITY }),
  "image/png": (image) => image.png(),
  "image/webp": (image) => image.webp({ quality: QUALITY }),
  "image/gif": (image) => image.gif(),
};

async function copyOf({ bytes, type, points, costlyPoints, seconds }) {
  const isFilm = type === "image/gif" || type === "image/webp";
  const options = { animated: isFilm, failOn: "error", sequentialRead: true };
  const {
    isProgressive,
    width,
    height,
    pageHeight = height,
  } = await sharp(bytes, {
    ...options,
    limitInputPixels: points,
  }).metadata();
  if (Math.max(width, pageHeight) > LONGEST_SIDE) throw new Error(TOO_LARGE);
  // These hold the whole image in memory several times.
  const limitInputPixels = isFilm || isProgressive ? costlyPoints : points;
  const image = sharp(bytes, { ...options, limitInputPixels }).autoOrient();
  return ENCODE[type](image).timeout({ seconds }).toBuffer();
}

process.on("message", async (job) => {
  try {
    const copy = await copyOf({ ...job, bytes: Buffer.from(job.bytes) });
    process.send({ copy, memory: process.memoryUsage.rss() });
  } catch (error) {
    const tooLarge = error.message.includes(TOO_LARGE);
    process.send({
      refused: tooLarge ? "upload.imageTooLarge" : "upload.imageUnreadable",
      memory: process.memoryUsage.rss(),
    });
  }
});
process.on("disconnect", () => process.exit());

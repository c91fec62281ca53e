import type { Refusal } from "../refusal";
import { rejected } from "../rejected";
import { boxesIn, MOST_PARTS, Numbers, type Box } from "./boxes";
import type { ImageLimits } from "./image-limits";

/** The item types that hold picture data, by their four letters in HEIF (ISO/IEC 23008-12). Exif, XMP and everything else is not picture. */
const PICTURES = new Set(["hvc1", "hev1", "lhv1", "av01", "jpeg", "grid", "iden", "iovl", "tmap"]);
const IN_META = new Set(["hdlr", "pitm", "iinf", "iloc", "iref", "iprp", "idat", "dinf", "grpl"]);
const PROPERTIES = new Set(
  "ispe hvcC lhvC av1C jpgC pixi colr irot imir clap pasp auxC clli mdcv cclv amve lsel rloc a1lx a1op".split(" "),
);

interface Range {
  from: number;
  to: number;
}

/** The same file with everything that is not picture overwritten by zeros: no offset changes, so the rest need not be understood. */
export function blankHeic(original: Buffer, limits: ImageLimits): Buffer {
  const bytes = Buffer.from(original);
  try {
    if (blank(bytes) > limits.points) throw rejected("upload.imageTooLarge", { ...limits });
    return bytes;
  } catch (error) {
    if (error instanceof RangeError) throw unreadable();
    throw error;
  }
}

/** Returns how many pixels the largest picture has. */
function blank(bytes: Buffer): number {
  const boxes = [...boxesIn(bytes, 0, bytes.length)];
  const meta = boxes.find(({ type }) => type === "meta");
  if (!meta) throw unreadable();
  const parts = [...boxesIn(bytes, meta.from + 4, meta.to)]; // after its version and flags
  const part = (type: string): Box => {
    const [found, another] = parts.filter((box) => box.type === type);
    if (!found || another) throw unreadable();
    return found;
  };
  const pictures = picturesIn(bytes, part("iinf"));
  const { inFile, inData } = placesOf(bytes, part("iloc"), pictures);
  const points = keepProperties(bytes, part("iprp"));

  for (const box of parts) {
    if (!IN_META.has(box.type)) empty(bytes, box);
    else if (box.type === "idat") keepOnly(bytes, box, inData, box.from);
  }
  for (const box of boxes) {
    if (box.type === "mdat") keepOnly(bytes, box, inFile);
    else if (box !== meta && box.type !== "ftyp") empty(bytes, box);
  }
  bytes.fill(0, boxes.at(-1)?.to ?? 0); // what is not a box
  return points;
}

/** Ids of the items that are pictures. */
function picturesIn(bytes: Buffer, iinf: Box): Set<number> {
  const pictures = new Set<number>();
  const first = iinf.from + 4 + (bytes[iinf.from] === 0 ? 2 : 4);
  for (const { type, from, to } of boxesIn(bytes, first, iinf.to)) {
    const numbers = new Numbers(bytes, from, to);
    const version = numbers.next(1);
    if (type !== "infe" || (version !== 2 && version !== 3)) throw unreadable();
    numbers.next(3);
    const id = numbers.next(version === 2 ? 2 : 4);
    numbers.next(2);
    if (PICTURES.has(bytes.toString("latin1", numbers.at, numbers.at + 4))) pictures.add(id);
  }
  if (pictures.size === 0) throw unreadable();
  return pictures;
}

/** Where the pictures' bytes are. */
function placesOf(bytes: Buffer, iloc: Box, pictures: ReadonlySet<number>): { inFile: Range[]; inData: Range[] } {
  const places = { inFile: [] as Range[], inData: [] as Range[] };
  const numbers = new Numbers(bytes, iloc.from, iloc.to);
  const version = numbers.next(1);
  if (version > 2) throw unreadable();
  numbers.next(3);
  const [sizes, moreSizes] = [numbers.next(1), numbers.next(1)];
  const [offsetSize, lengthSize, baseSize] = [sizes >> 4, sizes & 15, moreSizes >> 4];
  const indexSize = version === 0 ? 0 : moreSizes & 15;
  const count = numbers.next(version < 2 ? 2 : 4);
  let all = 0;
  for (let item = 0; item < count; item += 1) {
    const id = numbers.next(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : numbers.next(2) & 15;
    const source = numbers.next(2);
    const base = numbers.next(baseSize);
    const extents = numbers.next(2);
    // An extent may take no bytes of the file: it does not bound how many there are.
    if ((all += extents) > MOST_PARTS) throw unreadable();
    if (pictures.has(id) && (method > 1 || source !== 0)) throw unreadable();
    for (let extent = 0; extent < extents; extent += 1) {
      numbers.next(indexSize);
      const from = base + numbers.next(offsetSize);
      const length = numbers.next(lengthSize);
      if (!pictures.has(id)) continue;
      if (length === 0) throw unreadable(); // means everything that follows, whatever it is
      places[method === 0 ? "inFile" : "inData"].push({ from, to: from + length });
    }
  }
  for (const ranges of Object.values(places)) ranges.sort((a, b) => a.from - b.from);
  return places;
}

/** Keeps what decoding needs; returns how many pixels the largest picture has. */
function keepProperties(bytes: Buffer, iprp: Box): number {
  let points = 0;
  for (const group of boxesIn(bytes, iprp.from, iprp.to)) {
    if (group.type !== "ipco") continue;
    for (const property of boxesIn(bytes, group.from, group.to)) {
      if (!PROPERTIES.has(property.type)) empty(bytes, property);
      if (property.type !== "ispe") continue;
      const numbers = new Numbers(bytes, property.from + 4, property.to);
      points = Math.max(points, numbers.next(4) * numbers.next(4));
    }
  }
  if (points === 0) throw unreadable();
  return points;
}

function empty(bytes: Buffer, { typeAt, from, to }: Box): void {
  bytes.write("free", typeAt, "latin1");
  bytes.fill(0, from, to);
}

/** `kept`: in order, counted from `origin`. */
function keepOnly(bytes: Buffer, { from, to }: Range, kept: readonly Range[], origin = 0): void {
  let at = from;
  for (const range of kept) {
    if (origin + range.from > at) bytes.fill(0, at, Math.min(origin + range.from, to));
    at = Math.max(at, origin + range.to);
    if (at >= to) return;
  }
  bytes.fill(0, at, to);
}

const unreadable = (): Refusal => rejected("upload.imageUnreadable");

/** One box of an ISO base media file (ISO/IEC 14496-12): a length, four letters, and what is in it. */
export interface Box {
  type: string;
  /** Offset of the four letters. */
  typeAt: number;
  /** Offset of the content. */
  from: number;
  to: number;
}

/** A picture of two hundred million pixels has some eight hundred tiles. For each part of one kind all of another may be looked at. */
export const MOST_PARTS = 4_000;

/** The boxes between two offsets; ends before bytes that are not a box. Throws a RangeError for what no picture has so many of. */
export function* boxesIn(bytes: Buffer, from: number, to: number): Generator<Box> {
  let count = 0;
  for (let at = from; at + 8 <= to;) {
    if ((count += 1) > MOST_PARTS) throw new RangeError("there are too many boxes");
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= to;
    const size = short === 0 ? to - at : isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    const head = isLong ? 16 : 8;
    if (size < head || at + size > to) return;
    yield { type: bytes.toString("latin1", at + 4, at + 8), typeAt: at + 4, from: at + head, to: at + size };
    at += size;
  }
}

/** Reads numbers one after the other; throws a RangeError past the end. */
export class Numbers {
  constructor(
    private readonly bytes: Buffer,
    public at: number,
    private readonly end: number,
  ) {}

  /** A number of 0 to 8 bytes. */
  next(size: number): number {
    if (this.at + size > this.end) throw new RangeError("the box ends too early");
    let value = 0;
    for (let read = 0; read < size; read += 1) value = value * 256 + (this.bytes[this.at + read] ?? 0);
    this.at += size;
    return value;
  }
}

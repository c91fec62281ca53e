const LINE_FEED = 10;
/** Bytes that a unit of a text takes at most. */
const MOST_A_UNIT = 3;

/** Where texts are written: Node itself would go through each twice, once to count its bytes. */
const page = Buffer.allocUnsafeSlow(196_608);

/** A value as answers of GraphQL have it: JSON and, as Apollo ends it, a line feed. */
export function jsonLine(value: object): Buffer {
  const json = JSON.stringify(value);
  if (MOST_A_UNIT * json.length + 1 > page.length) return Buffer.from(`${json}\n`);
  const end = page.write(json);
  page[end] = LINE_FEED;
  return Buffer.from(page.subarray(0, end + 1));
}

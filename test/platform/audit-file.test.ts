import fs from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { AuditFile } from "../../src/platform/telemetry/audit-file";
import { eventually } from "../support/eventually";
import { temporaryFolder, type TemporaryFolder } from "../support/temporary";

const LINE = `{"act":"CASE_READ","number":0}\n`;
const numbered = (n: number): string => LINE.replace("0", String(n));
const MOST_KEPT = 10 * LINE.length;

describe("the audit trail's file", () => {
  let folder: TemporaryFolder;
  let told: string[];
  beforeEach(async () => {
    folder = await temporaryFolder("audit");
    told = [];
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await folder.remove();
  });

  const pathOf = (): string => join(folder.path, "audit.jsonl");
  const open = (path = pathOf()): AuditFile =>
    new AuditFile(path, pino({ level: "warn" }, { write: (line) => void told.push(line) }), MOST_KEPT);
  const lines = async (): Promise<Record<string, unknown>[]> =>
    (await readFile(pathOf(), "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  /** So many bytes have room; then the disk is full. */
  const roomFor = (bytes: number) => {
    const write = fs.writeSync.bind(fs) as (fd: number, bytes: Buffer) => number;
    let left = bytes;
    return jest.spyOn(fs, "writeSync").mockImplementation(((fd: number, given: Buffer) => {
      if (left === 0) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      const part = given.subarray(0, left);
      left -= part.length;
      return write(fd, part);
    }) as typeof fs.writeSync);
  };

  test("has each line at once, for nobody else's eyes", async () => {
    const file = open();
    for (let n = 0; n < 3; n += 1) file.write(numbered(n));
    expect(await lines()).toEqual([0, 1, 2].map((n) => ({ act: "CASE_READ", number: n })));
    expect((await stat(pathOf())).mode & 0o777).toBe(0o600);
    expect(told).toEqual([]);
  });

  test("what a full disk does not take waits, and is written in order and whole once there is room", async () => {
    const full = roomFor(Math.floor(1.5 * LINE.length));
    const file = open();
    for (let n = 0; n < 5; n += 1) file.write(numbered(n));
    expect(file.figures).toEqual({ waitingBytes: Math.ceil(3.5 * LINE.length), lostLines: 0 });
    // Once, not with each line.
    expect(told).toEqual([expect.stringContaining("the audit trail cannot be written")]);
    full.mockRestore();
    await eventually(() => Promise.resolve(expect(file.figures.waitingBytes).toBe(0)));
    expect((await lines()).map(({ number }) => number)).toEqual([0, 1, 2, 3, 4]);
    file.write(numbered(5));
    expect((await lines()).at(-1)).toEqual({ act: "CASE_READ", number: 5 });
  });

  test("no more waits than the memory is for: the rest is counted, and the trail itself says what is missing", async () => {
    const full = roomFor(0);
    const file = open();
    for (let n = 0; n < 1_000; n += 1) file.write(numbered(n % 10));
    expect(file.figures).toEqual({ waitingBytes: MOST_KEPT, lostLines: 990 });
    expect(told.filter((line) => line.includes("are lost"))).toHaveLength(1);
    full.mockRestore();
    await eventually(() => Promise.resolve(expect(file.figures.waitingBytes).toBe(0)));
    expect(await lines()).toHaveLength(11);
    expect((await lines()).at(-1)).toMatchObject({ act: "LINES_LOST", lines: 990, msg: "audit" });
    expect(file.figures.lostLines).toBe(990);
  });

  test("whoever ends with lines that nobody will write says so", () => {
    const file = open("/dev/full");
    file.write(numbered(1));
    file.end();
    expect(told.at(-1)).toContain("could not be written");
    const whole = open();
    whole.write(numbered(1));
    told.length = 0;
    whole.end();
    expect(told).toEqual([]);
  });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { BUILT } from "../support/built";

/** Logs in several turns, says that it went on, and ends. */
const LOGS = `
  const { openLog } = require(${JSON.stringify(join(BUILT, "src/platform/telemetry/open-log.js"))});
  process.stdin.once("data", async () => {
    const log = await openLog({ level: "info", format: process.argv[1] });
    for (let line = 0; line < 3; line += 1) {
      for (let more = 0; more < 2; more += 1) log.warn({ line }, "a line");
      await new Promise(setImmediate);
    }
    process.stdout.write("went on");
    log.warn("the end");
    log.warn("the very end");
    process.exit(0);
  });`;

async function logTo(stderr: number | "pipe", format: string, closed = false): Promise<unknown[]> {
  const child = spawn(process.execPath, ["-e", LOGS, format], { stdio: ["pipe", "pipe", stderr], timeout: 20_000 });
  if (closed) child.stderr?.destroy();
  child.stdin?.end("begin");
  const said = Promise.all([child.stdout && text(child.stdout), child.stderr && !closed ? text(child.stderr) : ""]);
  const [code] = (await once(child, "close")) as [number | null];
  return [code, ...(await said)];
}

describe.each(["json", "pretty"])("a process that logs in %s", (format) => {
  test("writes each line, the last one too", async () => {
    const [code, stdout, stderr] = await logTo("pipe", format);
    expect([code, stdout]).toEqual([0, "went on"]);
    expect(String(stderr).match(/a line|the (very )?end/g)).toHaveLength(8);
  });

  test("goes on and ends although the disk of its log is full", async () => {
    const full = openSync("/dev/full", "w");
    try {
      expect(await logTo(full, format)).toEqual([0, "went on", ""]);
    } finally {
      closeSync(full);
    }
  });

  test("goes on and ends although whoever read its log is gone", async () => {
    expect(await logTo("pipe", format, true)).toEqual([0, "went on", ""]);
  });
});

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { BUILT } from "../support/built";
import { temporaryFolder } from "../support/temporary";

const PLAY = join(BUILT, "../examples/marketplace/play.mjs");

test("a toy marketplace plays its story: order, case, ruling, refund confirmed, webhook, e-mail", async () => {
  await using folder = await temporaryFolder("example");
  const env = { ...process.env, TMPDIR: folder.path, NODE_ENV: "production" };
  const { stdout } = await promisify(execFile)(process.execPath, [PLAY, "--once"], { env, timeout: 110_000 });
  const told = stdout.split("\n").filter((line) => line.startsWith("· "));
  expect(told).toHaveLength(8);
  expect(told).toEqual(
    expect.arrayContaining([
      expect.stringContaining("and has confirmed it; the case is CLOSED (REMEDIED)"),
      expect.stringMatching(/Webhooks have come: .*RULING_ISSUED/),
      expect.stringMatching(/E-mails have come: .*R-\d{4}-\d{6}/),
    ]),
  );
});

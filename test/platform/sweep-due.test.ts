import pino from "pino";
import { countingFailed, itemFailed } from "../../src/platform/database/sweep-due";

const services = { log: pino({ level: "silent" }) };
type Log = (typeof services)["log"];
const fail = (log: Log) => itemFailed(log, new Error("broken"), {}, "it failed");

test("each sweep counts its own failures, also of what runs beside it", async () => {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const long = countingFailed(services, async ({ log }) => {
    fail(log);
    await ended;
    fail(log);
    return "long";
  });
  const short = await countingFailed(services, async ({ log }) => {
    await Promise.resolve();
    fail(log);
  });
  expect(short.failed).toBe(1);
  await expect(countingFailed(services, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  end();
  expect(await long).toEqual({ result: "long", failed: 2 });
  fail(services.log);
  expect((await countingFailed(services, async ({ log }) => fail(log))).failed).toBe(1);
});

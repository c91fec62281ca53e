import { TimeStamper } from "../../src/platform/time-stamper";
import { describeWith } from "../support/programs";
import { startTimeStampService, type Manner, type TimeStampService } from "../support/time-stamp-service";

const DATA = Buffer.from("the digests of a dossier\n");

describeWith("openssl", "a time stamp service (openssl's own)", () => {
  let service: TimeStampService;
  let warned: string[];
  beforeAll(async () => {
    service = await startTimeStampService();
  });
  afterAll(() => service?.[Symbol.asyncDispose]());
  beforeEach(() => {
    warned = [];
    service.manner = "RIGHT";
  });

  const stamper = (url = service.url, patience = 5_000): TimeStamper =>
    new TimeStamper(url, { warn: (_: unknown, message?: string) => void warned.push(message ?? "") }, patience);

  test("stamps what it is sent, and says when", async () => {
    const before = Date.now() - 1_000;
    const stamped = await stamper().stamp(DATA);
    if (stamped.outcome !== "STAMPED") throw new Error(stamped.outcome);
    expect(stamped.at).toBeGreaterThanOrEqual(before);
    expect(stamped.at).toBeLessThanOrEqual(Date.now());
    expect(warned).toEqual([]);
  });

  test.each<[Manner, string]>([
    ["ERROR", "UNAVAILABLE"],
    ["FLOOD", "UNAVAILABLE"],
    ["GARBAGE", "INVALID"],
    ["REFUSAL", "INVALID"],
    ["OTHER_DIGEST", "INVALID"],
    ["ALTERED", "INVALID"],
  ])("that answers by %s gives no time stamp, and the log says so", async (manner, outcome) => {
    service.manner = manner;
    expect(await stamper().stamp(DATA)).toEqual({ outcome });
    expect(warned).toHaveLength(1);
  });

  test("that repeats what it stamped before gives none: even of the same digest", async () => {
    expect((await stamper().stamp(DATA)).outcome).toBe("STAMPED");
    service.manner = "OLD_REPLY";
    expect(await stamper().stamp(DATA)).toEqual({ outcome: "INVALID" });
  });

  test("that does not answer is given up in time", async () => {
    service.manner = "SILENCE";
    expect(await stamper(service.url, 200).stamp(DATA)).toEqual({ outcome: "UNAVAILABLE" });
  });

  test("that is not there gives none", async () => {
    expect(await stamper("http://127.0.0.1:1/").stamp(DATA)).toEqual({ outcome: "UNAVAILABLE" });
  });
});

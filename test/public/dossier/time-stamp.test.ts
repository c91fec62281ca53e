import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { openCase, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { describeWith } from "../../support/programs";
import { startTimeStampService, type TimeStampService } from "../../support/time-stamp-service";
import { startWorld, type World } from "../../support/world";
import { exported, verify, type Exported } from "./exported";

const run = promisify(execFile);
const STAMP = ["SHA256SUMS", "SHA256SUMS.tsr", "TIMESTAMP.txt"];

describeWith("openssl", "with a time stamp service", () => {
  forEachDatabase((kind) => {
    let service: TimeStampService;
    let world: World;
    let theCase: WorldCase;
    beforeAll(async () => {
      service = await startTimeStampService();
      world = await startWorld(kind, {}, { TIMESTAMP_URL: service.url });
      theCase = await openCase(world);
    });
    afterAll(async () => {
      await world?.[Symbol.asyncDispose]();
      await service?.[Symbol.asyncDispose]();
    });
    beforeEach(() => {
      service.manner = "RIGHT";
    });

    const stateOf = async ({ id }: Exported) =>
      (
        await (
          await world.as("li.na")
        ).ok(`query ($id: ID!) { dossier(id: $id) { status timeStamp timeStampedAt } }`, { id })
      ).dossier;
    const export_ = () => exported(theCase, "li.na", "COURT");
    const said = ({ files }: Exported, path: string): string => files.get(path)?.toString() ?? "";
    const stampIn = ({ files }: Exported): string[] => [...files.keys()].filter((path) => STAMP.includes(path)).sort();

    test("a dossier is stamped, and openssl and sha256sum verify it without us", async () => {
      const before = Date.now() - 1_000;
      const made = await export_();
      expect(stampIn(made)).toEqual(STAMP);
      const { status, timeStamp, timeStampedAt } = await stateOf(made);
      expect([status, timeStamp]).toEqual(["READY", "STAMPED"]);
      // The time is the service's, not that of the world's own clock.
      expect(Date.parse(timeStampedAt)).toBeGreaterThanOrEqual(before);
      expect(await service.verify(made.folder, "SHA256SUMS", "SHA256SUMS.tsr")).toContain("Verification: OK");
      await run("sha256sum", ["-c", "--strict", "SHA256SUMS"], { cwd: made.folder });
      const [path, ...others] = [...made.files.keys()].filter(
        (each) => ![...STAMP, "manifest.json", "manifest.sig"].includes(each),
      );
      for (const each of [path, ...others]) expect(said(made, "SHA256SUMS")).toContain(`  ${each}\n`);
      expect(said(made, "TIMESTAMP.txt")).toContain("openssl ts -verify -data SHA256SUMS -in SHA256SUMS.tsr -CAfile");
      expect(said(made, "TIMESTAMP.txt")).toContain(new URL(service.url).host);
    });

    test("the offline verifier names the time that was stamped", async () => {
      const made = await export_();
      const { timeStampedAt } = await stateOf(made);
      const { code, said: words } = await verify(made.folder);
      expect(code).toBe(0);
      expect(words).toContain(`time stamp: ${timeStampedAt.slice(0, 19)}Z`);
    });

    test("a time stamp from another dossier is found: by openssl, and by our script", async () => {
      const [one, another] = [await export_(), await export_()];
      const reply = another.files.get("SHA256SUMS.tsr") ?? "";
      await writeFile(join(one.folder, "SHA256SUMS.tsr"), reply);
      expect(await service.verify(one.folder, "SHA256SUMS", "SHA256SUMS.tsr")).toBe("");
      const { code, said: words } = await verify(one.folder);
      expect(code).toBe(1);
      expect(words).toContain("the time stamp is not of this list of files");
    });

    test.each([
      ["SHA256SUMS", "与清单不符"],
      ["SHA256SUMS.tsr", "文件内容已被改动"],
      ["TIMESTAMP.txt", "文件内容已被改动"],
    ])("%s altered is named", async (path, words) => {
      const made = await export_();
      const bytes = Buffer.from(made.files.get(path) ?? "");
      bytes[0] = bytes.toString("latin1", 0, 1) === "0" ? 0x31 : 0x30;
      await writeFile(join(made.folder, path), bytes);
      const { code, said: found } = await verify(made.folder);
      expect(code).toBe(1);
      expect(found).toContain(`✗ ${path}: ${words}`);
    });

    test.each([
      ["ERROR", "UNAVAILABLE", "The service was not available."],
      ["GARBAGE", "INVALID", "What the service answered was no valid time stamp."],
      ["OTHER_DIGEST", "INVALID", "What the service answered was no valid time stamp."],
    ] as const)(
      "a service that answers by %s: the dossier is made without, says so, and can be asked for again",
      async (manner, timeStamp, why) => {
        service.manner = manner;
        const made = await export_();
        expect(await stateOf(made)).toEqual({ status: "READY", timeStamp, timeStampedAt: null });
        expect(stampIn(made)).toEqual(["SHA256SUMS", "TIMESTAMP.txt"]);
        expect(said(made, "TIMESTAMP.txt")).toContain("本卷宗没有时间戳");
        expect(said(made, "TIMESTAMP.txt")).toContain(why);
        const { code, said: words } = await verify(made.folder);
        expect(code).toBe(0);
        expect(words).toContain("there is no time stamp; why, says TIMESTAMP.txt");
        service.manner = "RIGHT";
        expect(await stateOf(await export_())).toMatchObject({ timeStamp: "STAMPED" });
      },
    );
  });
});

forEachDatabase((kind) => {
  test("without a service a dossier says that there is none, and has none of its files", async () => {
    await using world = await startWorld(kind);
    const made = await exported(await openCase(world), "li.na", "CONSUMER");
    const { dossier } = await (
      await world.as("li.na")
    ).ok(`query ($id: ID!) { dossier(id: $id) { timeStamp timeStampedAt } }`, { id: made.id });
    expect(dossier).toEqual({ timeStamp: "NOT_CONFIGURED", timeStampedAt: null });
    expect([...made.files.keys()].filter((path) => STAMP.includes(path))).toEqual([]);
    expect((await verify(made.folder)).said).not.toContain("time stamp");
  });
});

import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { verify, type Exported } from "./exported";

/** The problems that the verifier names. */
async function named(folder: string, ...args: string[]): Promise<string[]> {
  const { code, said } = await verify(folder, ...args);
  const lines = said.split("\n").filter((line) => line.startsWith("✗"));
  if (code === 0 || lines.length === 0) throw new Error(`nothing was found: ${said}`);
  return lines;
}

/** Changes files in place, looks, and puts everything back. */
async function altered(
  { folder, files }: Exported,
  changes: Record<string, (bytes: Buffer) => Buffer | string>,
): Promise<string[]> {
  for (const [path, change] of Object.entries(changes))
    await writeFile(join(folder, path), change(Buffer.from(files.get(path) ?? [])));
  try {
    return await named(folder);
  } finally {
    for (const path of Object.keys(changes)) await writeFile(join(folder, path), files.get(path) ?? "");
  }
}

const inLines = (change: (lines: string[]) => string[]) => (bytes: Buffer) =>
  change(bytes.toString().split("\n")).join("\n");
const withText = (from: string | RegExp, to: string) => (bytes: Buffer) => {
  const text = bytes.toString();
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`there is no ${from}`);
  return changed;
};

/** What must be found in a dossier of a court, and under which name. `said`: words of a message in it. */
export function testTampering(court: () => Exported, said: string): void {
  test("one bit changed in any byte of any file is found, and the file named", async () => {
    for (const [path, bytes] of court().files)
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
          const lines = await altered(court(), {
            [path]: (copy) => {
              copy[at] = (copy[at] ?? 0) ^ (1 << bit);
              return copy;
            },
          });
          if (!lines.some((line) => line.startsWith(`✗ ${path}: `))) throw new Error(lines.join("\n"));
        }),
        { numRuns: 2 },
      );
  });

  test("each part of the signature that is changed is named as the signature, and the manifest as the manifest", async () => {
    for (const line of [0, 1, 2, 3]) {
      const another = (text: string): string => text.slice(0, -1) + (text.endsWith("0") ? "1" : "0");
      const change = inLines((lines) => lines.map((each, at) => (at === line ? another(each) : each)));
      const found = await altered(court(), { "manifest.sig": change });
      expect(found.filter((each) => each.startsWith("✗ manifest"))).toEqual([
        expect.stringMatching(/^✗ manifest\.sig: 签名/),
      ]);
    }
    const found = await altered(court(), { "manifest.json": withText('"reader": "COURT"', '"reader": "COURS"') });
    expect(found).toEqual([expect.stringMatching(/^✗ manifest\.json: 清单已被改动/), expect.stringContaining("1 处")]);
  });

  test("what an operating system leaves in a folder is no alteration, and nothing can hide behind its names", async () => {
    const { folder } = court();
    const left = [".DS_Store", "evidence/._a.png", "evidence/Thumbs.db"];
    for (const path of left) await writeFile(join(folder, path), "x");
    const { code, said } = await verify(folder);
    expect(code).toBe(0);
    for (const path of left) expect(said).toContain(`ignored: ${path}\n`);
    for (const path of left) await rm(join(folder, path));
    await writeFile(join(folder, "Thumbs.db.exe"), "x");
    expect((await named(folder))[0]).toContain("✗ Thumbs.db.exe: 多出的文件");
    await rm(join(folder, "Thumbs.db.exe"));
  });

  test("a manifest without one of its parts is named all the same", async () => {
    for (const part of ["records", "events", "files"]) {
      const lines = await altered(court(), { "manifest.json": withText(`"${part}"`, `"${part.toUpperCase()}"`) });
      expect(lines[0]).toMatch(/^✗ manifest\.json: /);
    }
  });

  test("files that are missing, added or exchanged are named", async () => {
    const { folder, files } = court();
    const [first = "", second = ""] = [...files.keys()].filter((path) => path.startsWith("evidence/"));
    await rename(join(folder, first), join(folder, "..", "aside"));
    expect((await named(folder))[0]).toContain(`✗ ${first}: 文件缺失`);
    await rename(join(folder, "..", "aside"), join(folder, first));
    await writeFile(join(folder, "evidence/more.txt"), "");
    expect((await named(folder))[0]).toContain("✗ evidence/more.txt: 多出的文件");
    await rm(join(folder, "evidence/more.txt"));
    const exchanged = await altered(court(), {
      [first]: () => files.get(second) ?? "",
      [second]: () => files.get(first) ?? "",
    });
    for (const path of [first, second]) expect(exchanged.join("\n")).toContain(`✗ ${path}: 文件内容已被改动`);
    expect(await verify(folder)).toMatchObject({ code: 0 });
  });

  test("an event taken away, exchanged, altered or uncovered is named by its number", async () => {
    const last = await altered(court(), { "events.ndjson": inLines((lines) => lines.slice(0, -2).concat("")) });
    expect(last.join("\n")).toMatch(/✗ events.ndjson: 应有 \d+ 条事件，实有 \d+ 条/);
    const swapped = await altered(court(), {
      "events.ndjson": inLines(([a = "", b = "", c = "", ...rest]) => [a, c, b, ...rest]),
    });
    for (const seq of [2, 3])
      expect(swapped.join("\n")).toMatch(new RegExp(`✗ events.ndjson › cmp_\\w+/${seq}: 顺序有误`));
    const later = await altered(court(), { "events.ndjson": withText(/("OFFER_MADE","PROVIDER",\d+)/, "$10") });
    expect(later.filter((line) => line.includes("›")).join("\n")).toMatch(
      /^✗ events.ndjson › cmp_\w+\/5 › head: 字段与其承诺值不符[^\n]*$/,
    );
    const hidden = await altered(court(), {
      "events.ndjson": withText(/"digest":"[0-9a-f]{64}"/, `"digest":"${"0".repeat(64)}"`),
    });
    expect(hidden.filter((line) => line.includes("›")).join("\n")).toMatch(
      /^✗ events.ndjson › cmp_\w+\/9: 事件已被改动[^\n]*$/,
    );
  });

  test("a field, a redaction mark, a record taken away: each is named where it stands", async () => {
    const places = async (change: (bytes: Buffer) => string): Promise<string> =>
      (await altered(court(), { "case.json": change }))
        .filter((line) => !line.startsWith("✗ case.json: 文件"))
        .join("\n");
    expect(await places(withText(said, "约定一百小时内交初稿。"))).toMatch(
      /^✗ case.json › message msg_\w+ › text: 字段与其承诺值不符[^\n]*\n✗ 卷宗已被改动：2 处[^\n]*$/,
    );
    const mark = withText(/("redacted":\{"accountId":")[0-9a-f]{8}/, "$1ffffffff");
    expect(await places(mark)).toMatch(/^✗ case.json › person CONSUMER: 记录或其遮盖标记已被改动/);
    const gone = inLines((lines) => lines.filter((line) => !line.includes('"record":"appeal"')));
    expect(await places(gone)).toMatch(/✗ case.json: 有记录被增加、删去或改动.*\n✗ case.json: 记录数与清单不符/);
    const promise = await places(withText("付款后 48 小时内交付初稿。", "付款后 480 小时内交付初稿。"));
    expect(promise).toContain("✗ case.json › promise opr_");
    expect(promise).toContain("承诺内容与下单时封存的摘要不符");
  });

  test("who signs a forgery with a key of their own is found out by the platform's published one", async () => {
    const { folder, files } = court();
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const manifest = Buffer.from((files.get("manifest.json") ?? "").toString().replace("COURT", "CONSUMER"));
    const key = publicKey.export({ format: "der", type: "spki" });
    const digest = createHash("sha256").update(manifest).digest("hex");
    const signature = `ed25519\n${key.toString("hex")}\n${sign(null, manifest, privateKey).toString("hex")}\n${digest}\n`;
    const genuine = createHash("sha256")
      .update(Buffer.from((files.get("manifest.sig") ?? "").toString().split("\n")[1] ?? "", "hex"))
      .digest("hex");
    await writeFile(join(folder, "manifest.json"), manifest);
    await writeFile(join(folder, "manifest.sig"), signature);
    expect((await named(folder, "--key", genuine.slice(0, 40)))[0]).toContain("不是由您指定的公钥签名");
    await writeFile(join(folder, "manifest.sig"), files.get("manifest.sig") ?? "");
    expect((await named(folder))[0]).toContain("✗ manifest.json: 清单已被改动");
    await writeFile(join(folder, "manifest.json"), files.get("manifest.json") ?? "");
    expect(await readFile(join(folder, "manifest.json"))).toEqual(files.get("manifest.json"));
    expect(await verify(folder)).toMatchObject({ code: 0 });
  });
}

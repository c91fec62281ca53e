import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startProcess, type TestProcess } from "./processes";
import { requireProgram } from "./programs";
import { temporaryFolder } from "./temporary";

/** What it is told to find; no program, and harmless. */
export const MALWARE = Buffer.from(
  "这是一份用于测试的\u201c恶意\u201d文件 / a file that stands for malware in tests\n",
);
/** The industry's own test file, in two parts so that this one is none. */
export const EICAR = Buffer.from(
  ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(""),
);

export interface TestClamd extends AsyncDisposable {
  /** As the setting takes it. */
  readonly url: string;
  stop(): Promise<void>;
  restart(): Promise<void>;
}

/** A real clamd on a socket of its own that knows two signatures, made here. */
export async function startClamd(): Promise<TestClamd> {
  const folder = await temporaryFolder("clamd");
  const socket = join(folder.path, "clamd.sock");
  const config = join(folder.path, "clamd.conf");
  await writeFile(
    join(folder.path, "test.hdb"),
    [signature("Test.Malware", MALWARE), signature("Test.Eicar", EICAR)].join(""),
  );
  await writeFile(config, `LocalSocket ${socket}\nDatabaseDirectory ${folder.path}\nForeground yes\nMaxThreads 2\n`);
  const start = (): Promise<TestProcess> =>
    startProcess(requireProgram("clamd"), ["--config-file", config], { ready: { socket } });
  let daemon = await start();
  return {
    url: `unix:${socket}`,
    stop: () => daemon.kill(),
    async restart() {
      await daemon.kill();
      daemon = await start();
    },
    async [Symbol.asyncDispose]() {
      await daemon.kill();
      await folder.remove();
    },
  };
}

const signature = (name: string, bytes: Buffer): string =>
  `${createHash("md5").update(bytes).digest("hex")}:${bytes.length}:${name}\n`;

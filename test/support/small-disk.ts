import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk of its own that is soon full. */
export interface SmallDisk extends Disposable {
  path: string;
}

/** `size` as `mount` takes it. */
export function mountSmallDisk(size: string): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), "small-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path], { stdio: "ignore" });
  } catch (error) {
    rmdirSync(path);
    throw error;
  }
  return {
    path,
    [Symbol.dispose]() {
      execFileSync("umount", [path]);
      rmdirSync(path);
    },
  };
}

/** `test` for what needs such a disk; where nobody may mount one it is skipped and says why. */
export function testOnSmallDisk(name: string, body: () => Promise<void>): void {
  try {
    mountSmallDisk("64k")[Symbol.dispose]();
    test(name, body);
  } catch {
    test.skip(`${name} (skipped: no disk can be mounted here)`, body);
  }
}

import { execFileSync } from "node:child_process";

const VERSION = "22.23.5";

/**
 * Node 22 beside the one that runs the tests, as npm brings it. Where there is none for this machine, or the registry cannot be
 * reached, the tests are skipped and say why.
 */
export function describeOnNode22(name: string, body: (node: string) => void): void {
  const [major = 0] = process.versions.node.split(".").map(Number);
  if (major >= 22) return describe(`${name} (this is Node ${major})`, () => body(process.execPath));
  try {
    const named = `--package=node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}@${VERSION}`;
    const path = execFileSync("npx", ["--yes", named, "-c", "command -v node"], { encoding: "utf8", stdio: "pipe" });
    describe(name, () => body(path.trim()));
  } catch (error) {
    const [reason = ""] = (error as Error & { stderr?: string }).stderr?.split("\n") ?? [];
    describe.skip(`${name} (skipped: no Node ${VERSION}: ${reason})`, () => body(""));
  }
}

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Programs that tests drive but npm cannot bring. */
export type Program =
  | "mariadbd"
  | "mariadb"
  | "mariadb-dump"
  | "redis-server"
  | "chromium"
  | "chromium-headless-shell"
  | "nginx"
  | "haproxy"
  | "rsync"
  | "libgalera_smm.so"
  | "clamd"
  | "moto_server"
  | "nats-server"
  | "openssl"
  | "promtool"
  | "python3";

/** Where the program is, or undefined. In CI a missing program is a failure: there, skipped would mean unnoticed. */
export function findProgram(program: Program): string | undefined {
  const found = lookFor(program);
  if (found === undefined && process.env.CI === "true") throw new Error(`${program} is not installed`);
  return found;
}

/** The same where nobody has to have it. */
export function lookFor(program: Program): string | undefined {
  if (program === "chromium" && process.env.CHROMIUM) return process.env.CHROMIUM;
  // Debian keeps daemons in /usr/sbin, which an ordinary user's PATH leaves out.
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin", "/usr/lib/galera"];
  return folders.map((folder) => join(folder, program)).find(isUsable);
}

export function requireProgram(program: Program): string {
  const found = findProgram(program);
  if (found === undefined) throw new Error(`${program} is not installed`);
  return found;
}

/** `describe` for tests that drive a program; where it is missing they are skipped and say why. */
export function describeWith(program: Program, name: string, body: () => void): void {
  if (findProgram(program)) describe(name, body);
  else describe.skip(`${name} (skipped: ${program} is not installed)`, body);
}

/** Libraries are loaded, not executed. */
function isUsable(path: string): boolean {
  try {
    accessSync(path, path.endsWith(".so") ? constants.R_OK : constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

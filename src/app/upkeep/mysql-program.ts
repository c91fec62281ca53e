import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { socketPathOf, type DatabaseSettings } from "../../platform/database/engine";
import { UpkeepProblem } from "./upkeep-problem";

/** MariaDB's name of the program, and MySQL's. */
const PROGRAMS = { dump: ["mariadb-dump", "mysqldump"], client: ["mariadb", "mysql"] } as const;

interface Pipes {
  stdin?: (to: Writable) => Promise<void>;
  stdout?: (from: Readable) => Promise<void>;
}

/**
 * Runs the database's own program. The password is in its environment, as it is in ours: arguments are seen by every process, and a file
 * would stay where we are killed.
 */
export async function runMysqlProgram(
  which: keyof typeof PROGRAMS,
  { url, tls }: DatabaseSettings,
  args: readonly string[],
  { stdin, stdout }: Pipes,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "redress-"));
  try {
    const ca = join(folder, "ca.pem");
    if (tls?.ca) await writeFile(ca, tls.ca, { mode: 0o600 });
    const file = join(folder, "client.cnf");
    await writeFile(file, clientSettings(url, tls, tls?.ca ? ca : undefined), { mode: 0o600 });
    const { pathname, password } = new URL(url);
    const child = await start(
      which,
      [`--defaults-file=${file}`, ...args, decodeURIComponent(pathname.slice(1))],
      decodeURIComponent(password),
    );
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-2_000)));
    const ended = new Promise<number | null>((done) => child.once("close", done));
    const [given, taken] = await Promise.allSettled([
      child.stdin && (stdin ? stdin(child.stdin) : child.stdin.end()),
      child.stdout && (stdout ? stdout(child.stdout) : child.stdout.resume()),
    ]);
    const code = await ended;
    // What we could not take, e.g. for want of room, the program knows only as a pipe that broke; why it takes no more, it says itself.
    if (taken.status === "rejected") throw taken.reason;
    if (code !== 0) throw new UpkeepProblem(`${child.spawnfile} failed: ${said.trim() || `exit code ${code}`}`);
    if (given.status === "rejected") throw given.reason;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function start(which: keyof typeof PROGRAMS, args: readonly string[], password: string): Promise<ChildProcess> {
  const env = { ...process.env, MYSQL_PWD: password };
  for (const program of PROGRAMS[which]) {
    const child = spawn(program, args, { env, stdio: ["pipe", "pipe", "pipe"] });
    const started = await new Promise<NodeJS.ErrnoException | null>((done) => {
      child.once("spawn", () => done(null)).once("error", done);
    });
    if (!started) return child;
    if (started.code !== "ENOENT") throw started;
  }
  throw new UpkeepProblem(
    `${PROGRAMS[which].join(" or ")} is needed and not installed. On Debian: apt-get install mariadb-client`,
  );
}

function clientSettings(address: string, tls: DatabaseSettings["tls"], ca: string | undefined): string {
  const { hostname, port, username } = new URL(address);
  const socket = socketPathOf(address);
  const settings = {
    ...(socket === undefined
      ? { host: hostname.replace(/^\[|\]$/g, ""), port: port || "3306", protocol: "tcp" }
      : { socket, protocol: "socket" }),
    user: decodeURIComponent(username),
    "default-character-set": "utf8mb4",
    ...encryption(tls),
    ...(ca ? { "ssl-ca": ca } : {}),
  };
  const quoted = (value: string): string => `"${value.replace(/[\\"]/g, "\\$&")}"`;
  return `[client]\n${Object.entries(settings)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join("\n")}\n`;
}

/** In MariaDB's words and in MySQL's; each program overlooks the other's (`loose-`). */
function encryption(tls: DatabaseSettings["tls"]): Record<string, string> {
  if (!tls) return { "loose-skip-ssl": "1", "loose-ssl-mode": "DISABLED" };
  const isVerified = tls.rejectUnauthorized;
  return {
    "loose-ssl": "1",
    "loose-ssl-verify-server-cert": isVerified ? "1" : "0",
    "loose-ssl-mode": isVerified ? "VERIFY_IDENTITY" : "REQUIRED",
  };
}

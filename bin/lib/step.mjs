import { Buffer } from "node:buffer";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

// Not import.meta.dirname: an old Node must get far enough to be refused.
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Progress goes to stderr: a command's stdout belongs to the command. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Runs a program with its output shown, says how long it took, and returns whether it succeeded. */
export function step(title, command, args, env = {}) {
  say(`▸ ${title}`);
  const started = performance.now();
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`${status === 0 ? "✓" : "✗"} ${title} (${seconds} s)${error ? `: ${error.message}` : ""}`);
  return status === 0;
}

/** The same beside others: what it printed is shown when it ends, and only when it failed. */
export async function stepBeside(title, command, args) {
  const started = performance.now();
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => printed.push(chunk));
  const [status] = await once(child, "close").catch((error) => [error.message]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`${status === 0 ? "✓" : "✗"} ${title} (${seconds} s)`);
  if (status !== 0) say(Buffer.concat(printed).toString());
  return status === 0;
}

export function fail(...lines) {
  lines.forEach(say);
  process.exit(1);
}

export function hasProgram(name) {
  // Debian keeps daemons in /usr/sbin, which an ordinary user's PATH leaves out.
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.some((folder) => isExecutable(join(folder, name)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

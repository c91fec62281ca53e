import { existsSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";

/** The compiled scripts. In a test of the sources there are none, but what is said names the scripts of package.json. */
const SCRIPTS = join(__dirname, "cli");

/** In the one there is the build, in a test the sources; around the build there may be these. */
const FOLDER = resolve(__dirname, "../..");
const FOLDERS = [FOLDER, dirname(FOLDER)];

/**
 * By what an operator who reads of it runs one of the programs: in a copy of the source the script of package.json; elsewhere `redress` as
 * deploy/ or npm installs it, or else the compiled file, which is always there.
 */
export function commandNamed(
  name: "redress" | "config" | "demo",
  { folders = FOLDERS, path = process.env.PATH } = {},
): string {
  if (folders.some((folder) => existsSync(join(folder, "bin/run.mjs"))))
    return name === "redress" ? "npm run redress --" : `npm run ${name}`;
  const isOnPath = (path ?? "").split(delimiter).some((folder) => existsSync(join(folder, name)));
  return name === "redress" && isOnPath ? name : `node ${join(SCRIPTS, `${name}.js`)}`;
}

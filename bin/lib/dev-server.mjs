import { readdirSync, readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./step.mjs";
import { translate } from "./translate.mjs";

/*
 * The server of `npm run dev`, from its sources. It works in two steps: first, while the previous one still serves, the packages are
 * loaded and the sources transpiled; when it is told to, it reads what has changed since and starts.
 */
/** By path: a source's text and its transpiled code. */
const translated = new Map();

function codeOf(path) {
  const source = readFileSync(path, "utf8");
  if (translated.get(path)?.source !== source) translated.set(path, { source, code: translate(path, "inline").code });
  return translated.get(path).code;
}

const require = createRequire(join(root, "package.json"));
Module._extensions[".ts"] = (module, path) => module._compile(codeOf(path), path);

for (const name of Object.keys(require(join(root, "package.json")).dependencies)) require(name);
for (const folder of ["src", "migrations"])
  for (const path of readdirSync(join(root, folder), { recursive: true })) {
    try {
      if (path.endsWith(".ts")) codeOf(join(root, folder, path));
    } catch {
      // It does not compile now, but may when it is needed; if not, that is reported then.
    }
  }

// The process that started this one is gone without ending it.
process.on("disconnect", () => process.exit(1));
process.once("message", () => require(join(root, "src/main.ts")));

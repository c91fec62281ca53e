import { readdirSync, readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { join, relative } from "node:path";
import swc from "@swc/core";
import { root } from "./step.mjs";

/*
 * The server of `npm run dev`, from its sources. It works in two steps: first, while the previous one still serves, the packages are
 * loaded and the sources transpiled; when it is told to, it reads what has changed since and starts.
 */
const settings = {
  swcrc: false,
  sourceMaps: "inline",
  module: { type: "commonjs" },
  jsc: {
    target: "es2022",
    parser: { syntax: "typescript", decorators: true },
    // As in tsconfig.json.
    transform: { useDefineForClassFields: false, legacyDecorator: true, decoratorMetadata: false },
  },
};

/** By path: a source's text and its transpiled code. */
const translated = new Map();

function translate(path) {
  const source = readFileSync(path, "utf8");
  if (translated.get(path)?.source !== source) translated.set(path, { source, code: codeOf(source, path) });
  return translated.get(path).code;
}

/** Reports a compile error with the compiler's message, without the stack. */
function codeOf(source, path) {
  try {
    return swc.transformSync(source, { ...settings, filename: path }).code;
  } catch (error) {
    const problem = new SyntaxError(error.message.split("Caused by:")[0].trim());
    problem.stack = `${relative(root, path)}\n${problem.message}`;
    throw problem;
  }
}

const require = createRequire(join(root, "package.json"));
Module._extensions[".ts"] = (module, path) => module._compile(translate(path), path);

for (const name of Object.keys(require(join(root, "package.json")).dependencies)) require(name);
for (const folder of ["src", "migrations"])
  for (const path of readdirSync(join(root, folder), { recursive: true })) {
    try {
      if (path.endsWith(".ts")) translate(join(root, folder, path));
    } catch {
      // It does not compile now, but may when it is needed; if not, that is reported then.
    }
  }

// The process that started this one is gone without ending it.
process.on("disconnect", () => process.exit(1));
process.once("message", () => require(join(root, "src/main.ts")));

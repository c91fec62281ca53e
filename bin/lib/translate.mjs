import { readFileSync } from "node:fs";
import { relative } from "node:path";
import swc from "@swc/core";
import { root } from "./step.mjs";

/** How sources become what Node runs, as in tsconfig.json. Types are checked by `npm run check`, and are in nobody's way here. */
export const translation = {
  swcrc: false,
  jsc: {
    target: "es2022",
    parser: { syntax: "typescript", decorators: true },
    // Defined fields would overwrite what TypeORM hydrated.
    transform: { useDefineForClassFields: false, legacyDecorator: true, decoratorMetadata: false },
  },
};

/** The code of a TypeScript file, and its source map where that is not written into it. */
export function translate(path, sourceMaps, sourceFileName = path) {
  const settings = { ...translation, module: { type: "commonjs" }, sourceMaps, filename: path, sourceFileName };
  try {
    return swc.transformSync(readFileSync(path, "utf8"), settings);
  } catch (error) {
    const problem = new SyntaxError(error.message.split("Caused by:")[0].trim());
    // The compiler's message, without our own stack.
    problem.stack = `${relative(root, path)}\n${problem.message}`;
    throw problem;
  }
}

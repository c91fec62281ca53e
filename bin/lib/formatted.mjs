import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "oxfmt";
import { root } from "./step.mjs";

const { ignorePatterns: _, ...options } = JSON.parse(readFileSync(join(root, ".oxfmtrc.json"), "utf8"));

/** A text of ours, written as `npm run format` writes it. */
export async function formatted(path, text) {
  const { code, errors } = await format(path, text, options);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return code;
}

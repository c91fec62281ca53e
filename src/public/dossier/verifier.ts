import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const BUILT = join(__dirname, "verify.mjs");
const WRITTEN = resolve(__dirname, "../../../../src/public/dossier/verify.mjs");

/** The script that goes into every dossier: the original source with its comments, where the sources lie beside the build. */
export const VERIFIER = existsSync(WRITTEN) ? WRITTEN : BUILT;

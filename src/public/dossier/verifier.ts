import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const BUILT = join(__dirname, "verify.mjs");
const WRITTEN = resolve(__dirname, "../../../../src/public/dossier/verify.mjs");

/** The script that goes into every dossier: as it was written, with its comments, where the sources are beside the build. */
export const VERIFIER = existsSync(WRITTEN) ? WRITTEN : BUILT;

import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** What was built into `dist/NAME`, next to the compiled server or, in tests, next to its sources. */
export const builtFolder = (name: string): string | undefined =>
  [resolve(__dirname, "../../..", name), resolve(__dirname, "../../../dist", name)].find((path) => existsSync(path));

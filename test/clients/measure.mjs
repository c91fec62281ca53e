/*
 * Prints what the built client adds to a page, in bytes, minified and compressed: the client with the libraries that it loads at once, what it
 * loads with the first upload in parts, one operation, and all of them.
 */
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const dist = join(import.meta.dirname, "../../clients/typescript/dist");

/** [what is loaded at once, what is loaded later] */
async function weigh(code) {
  const { output } = await build({
    configFile: false,
    logLevel: "silent",
    plugins: [
      { name: "page", resolveId: (id) => (id === "page" ? id : null), load: (id) => (id === "page" ? code : null) },
    ],
    build: { write: false, minify: true, target: "es2022", rollupOptions: { input: "page" } },
  });
  const bytes = (isEntry) =>
    output
      .filter((chunk) => chunk.isEntry === isEntry)
      .reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
  return [bytes(true), bytes(false)];
}

const [client, uploadInParts] = await weigh(`import * as client from "${dist}/index.mjs"; console.log(client);`);
const [oneOperation] = await weigh(`import { sendMessage } from "${dist}/operations.mjs"; console.log(sendMessage);`);
const [allOperations] = await weigh(`import * as operations from "${dist}/operations.mjs"; console.log(operations);`);
console.log(JSON.stringify({ client, uploadInParts, oneOperation, allOperations }));

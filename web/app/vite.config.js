import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import sirv from "sirv";
import { defineConfig } from "vite";
import { compressed } from "../compressed.mjs";
import { keepFormerBuild, serviceWorker } from "./build-worker.mjs";

const outDir = join(import.meta.dirname, "../../dist/pages");
const pdfjs = join(import.meta.dirname, "../../node_modules/pdfjs-dist");
const api = process.env.API ?? "http://localhost:4000";

/** Parts of the common folders that few pages need, so the others do not fetch them. */
const OF_FEW_PAGES = [
  ...["palette", "second-step", ".*\\.page", "passkey", "use-file", "send-file", "sign-in-with"],
  ...["markdown", "event-chain", "folded", "tabs", "bars", "chart", "spark", "bilingual", "several", "committed-input"],
  ...["say-why", "combobox", "options", "segments", "use-wide"],
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    pdfjsFiles(),
    firstWords(),
    ownDocuments(),
    serviceWorker(outDir, wordsOfPages),
    keepFormerBuild(outDir),
    compressed(),
  ],
  build: {
    outDir,
    emptyOutDir: false,
    reportCompressedSize: false,
    sourcemap: false,
    // What most pages share comes in a few files instead of forty: on a slow line each request costs as much as 10 kB.
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        codeSplitting: {
          groups: [
            // Those of a few pages come with these.
            { name: "icons", test: /node_modules.lucide-react/, minShareCount: 3 },
            { name: "design", test: new RegExp(`app.src.(design|text|api|shell).(?!${OF_FEW_PAGES.join("|")})`) },
            // After `design`, of which it would take what both use.
            {
              name: "sending",
              test: /app.src.(evidence.(pieces|send-pieces|kind-of|adding-to|choose-files)|api.send-file)|node_modules.idb-keyval/,
            },
          ],
        },
      },
    },
  },
  // `npx vite web/app` beside a running `npm start`: pages that reload as they are edited.
  server: {
    fs: { allow: [".", "../../clients/typescript/src", "../../node_modules"] },
    proxy: {
      "/graphql": { target: api, ws: true },
      "/evidence": api,
      "/verification": api,
      "/dossiers/": api,
      "/playground/": api,
      "^/register(/|$)": api,
    },
  },
});

/** What the PDF viewer asks for by name as documents need it: character maps, the standard fonts, a picture decoder. */
function pdfjsFiles() {
  const { version } = JSON.parse(readFileSync(join(pdfjs, "package.json"), "utf8"));
  const base = `assets/pdfjs-${version}`;
  return {
    name: "pdfjs-files",
    configureServer: ({ middlewares }) => void middlewares.use(`/${base}`, sirv(pdfjs, { dev: true })),
    generateBundle() {
      for (const folder of ["cmaps", "standard_fonts", "wasm"])
        for (const name of readdirSync(join(pdfjs, folder)).filter((name) => !name.endsWith(".wasm")))
          this.emitFile({
            type: "asset",
            fileName: `${base}/${folder}/${name}`,
            source: readFileSync(join(pdfjs, folder, name)),
          });
    },
  };
}

/** The first word of each page's address, for the server, which answers 404 to all others. */
function firstWords() {
  return {
    name: "first-words",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "first-words.json", source: JSON.stringify(wordsOfPages()) });
    },
  };
}

function wordsOfPages() {
  const source = join(import.meta.dirname, "src");
  const files = readdirSync(source, { recursive: true }).filter((name) => /(^|\/)routes\.tsx?$/.test(name));
  const texts = files.map((name) => readFileSync(join(source, name), "utf8"));
  const words = texts.flatMap((text) => [...text.matchAll(/path: "\/([a-z-]*)/g)].map(([, word]) => word));
  return [...new Set(words)].sort();
}

/** The documents that these pages send, for the server to register. */
function ownDocuments() {
  return {
    name: "own-documents",
    generateBundle() {
      this.emitFile({
        type: "asset",
        fileName: "persisted-documents.json",
        source: readFileSync(join(import.meta.dirname, "src/api/persisted-documents.generated.json")),
      });
    },
  };
}

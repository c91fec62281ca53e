/*
 * Writes `dist`: each entry as an ES module and as CommonJS, with types beside every source for both. Types are taken from the sources file by
 * file, which takes no compiler's minute: each export says what it is. `npm run check` compiles them.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { build } from "vite";

const SOURCES = join(import.meta.dirname, "src");
const TO = join(import.meta.dirname, "dist");
const ENTRIES = ["index", "operations", "urql"];
const MODULES = { es: "mjs", cjs: "cjs" };

await build({
  configFile: false,
  root: import.meta.dirname,
  logLevel: "warn",
  build: {
    outDir: TO,
    target: "es2022",
    minify: false,
    lib: {
      entry: Object.fromEntries(ENTRIES.map((name) => [name, join(SOURCES, `${name}.ts`)])),
      formats: Object.keys(MODULES),
      fileName: (format, name) => `${name}.${MODULES[format]}`,
    },
    // What is shared by entries is a file of its own, in the format of those who import it.
    rollupOptions: { external: /^[^./]/ },
  },
});

mkdirSync(TO, { recursive: true });
for (const file of readdirSync(SOURCES).filter((name) => name.endsWith(".ts"))) {
  const fileName = join(SOURCES, file);
  const compilerOptions = { isolatedDeclarations: true, declaration: true, strict: true, module: ts.ModuleKind.ESNext };
  const { outputText, diagnostics } = ts.transpileDeclaration(readFileSync(fileName, "utf8"), {
    fileName,
    compilerOptions: { ...compilerOptions, target: ts.ScriptTarget.ES2022 },
    reportDiagnostics: true,
  });
  for (const { messageText } of diagnostics)
    throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  for (const extension of Object.values(MODULES)) {
    const text = outputText.replace(/((?:from|import\() ?["']\.\/[\w.-]+)(["'])/g, `$1.${extension}$2`);
    writeFileSync(join(TO, file.replace(/\.ts$/, `.d.${extension.replace("js", "ts")}`)), text);
  }
}
copyFileSync(join(SOURCES, "persisted-documents.generated.json"), join(TO, "persisted-documents.json"));

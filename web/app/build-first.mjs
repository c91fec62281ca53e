import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "vite";

const source = join(import.meta.dirname, "src");

/** The scripts that fetch, ask and show what the page at an address needs first, before the pages' own code is there: see first/first.ts. */
export function firstScript() {
  return {
    name: "first-script",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        const page = bundle["index.html"];
        const emit = async (entry, name, written) => {
          const source = await compiled(entry, name, written);
          const fileName = `assets/${entry}-${createHash("sha256").update(source).digest("hex").slice(0, 8)}.js`;
          this.emitFile({ type: "asset", fileName, source });
          return fileName;
        };
        const looks = await emit("first-looks", "redressLooks", {});
        const written = { FILES: filesOf(bundle, page.source), DOCUMENTS: documentsOf(), LOOKS: `/${looks}` };
        const name = await emit("first", "first", written);
        page.source = page.source.replace(
          '<script type="module"',
          () => `<script async src="/${name}"></script>\n    <script type="module"`,
        );
      },
    },
  };
}

async function compiled(entry, name, written) {
  const [{ output }] = await build({
    configFile: false,
    logLevel: "error",
    define: Object.fromEntries(Object.entries(written).map(([name, value]) => [name, JSON.stringify(value)])),
    build: {
      write: false,
      reportCompressedSize: false,
      lib: { entry: join(import.meta.dirname, `first/${entry}.ts`), formats: ["iife"], name },
    },
  });
  return output[0].code;
}

/** By each page's route, what must be there to show it besides what `index.html` names: numbers, because many need the same. */
function filesOf(bundle, index) {
  const chunks = Object.values(bundle).filter(({ type }) => type === "chunk");
  const reached = (name, found = new Set()) => {
    if (!bundle[name] || found.has(name)) return found;
    found.add(name);
    for (const other of bundle[name].imports) reached(other, found);
    return found;
  };
  const always = new Set([...index.matchAll(/\/(assets\/[^"]+\.js)"/g)].flatMap(([, name]) => [...reached(name)]));
  const fileOf = (module) => chunks.find(({ facadeModuleId }) => facadeModuleId === `${module}.tsx`)?.fileName;
  const needed = (module) => [...reached(fileOf(module))].filter((name) => !always.has(name));
  const pages = routes().map(({ path, module }) => [path, needed(module)]);
  const names = [...new Set(pages.flatMap(([, files]) => files))];
  return {
    names: names.map((name) => `/${name}`),
    routes: Object.fromEntries(pages.map(([path, files]) => [path, files.map((file) => names.indexOf(file))])),
  };
}

/** Those that a room names with their own address. */
function routes() {
  const files = readdirSync(source, { recursive: true }).filter((name) => /(^|\/)routes\.tsx?$/.test(name));
  const named = files.flatMap((name) =>
    [
      ...readFileSync(join(source, name), "utf8").matchAll(/path: "(\/[^"]*)",\s*lazy: \(\) => import\("([^"]+)"\)/g),
    ].map(([, path, module]) => ({ path, module: join(source, dirname(name), module) })),
  );
  return [{ path: "/", module: join(source, "market/home.page") }, ...named];
}

/** The ids of those that are asked first. */
function documentsOf() {
  const texts = JSON.parse(readFileSync(join(source, "api/persisted-documents.generated.json"), "utf8"));
  const reads = readFileSync(join(import.meta.dirname, "first/first-reads.ts"), "utf8");
  const ids = Object.entries(texts).flatMap(([hash, text]) => {
    const name = /^query (\w+)/.exec(text)?.[1];
    return name === "Viewer" || reads.includes(`"${name}"`) ? [{ name, hash, text }] : [];
  });
  // Each is there as it is written, and, where it selects from objects, as the cache asks it.
  ids.sort((one, other) => Number(one.text.includes("__typename")) - Number(other.text.includes("__typename")));
  return Object.fromEntries(ids.map(({ name, hash }) => [name, `sha256:${hash}`]));
}

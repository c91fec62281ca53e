import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "vite";

/** What opens without the network, once any page was open: besides the shell itself. */
const FIRST_PAGES =
  /\/src\/(market\/home|orders\/orders|case\/my-cases|case\/case|inbox\/inbox|shell\/sign-in)\.page\.tsx$/;

/** The service worker, with the names of the files that it keeps. `firstWords`: of the addresses that are pages. */
export function serviceWorker(outDir, firstWords) {
  return {
    name: "service-worker",
    apply: "build",
    async writeBundle(_, bundle) {
      await build({
        configFile: false,
        logLevel: "error",
        define: {
          SHELL: JSON.stringify(shellOf(bundle)),
          PAGES: JSON.stringify(`^/(${firstWords().join("|")})?(/|\\?|$)`),
          "process.env.NODE_ENV": '"production"',
        },
        build: {
          outDir,
          emptyOutDir: false,
          copyPublicDir: false,
          rolldownOptions: { checks: { pluginTimings: false } },
          reportCompressedSize: false,
          lib: {
            entry: join(import.meta.dirname, "worker/worker.ts"),
            formats: ["iife"],
            name: "worker",
            fileName: () => "service-worker.js",
          },
        },
      });
    },
  };
}

function shellOf(bundle) {
  const files = new Set();
  const add = (name) => {
    const chunk = bundle[name];
    if (!chunk || files.has(name)) return;
    files.add(name);
    if (chunk.type !== "chunk") return;
    for (const other of [...chunk.imports, ...(chunk.viteMetadata?.importedCss ?? [])]) add(other);
  };
  for (const { type, fileName, isEntry, facadeModuleId } of Object.values(bundle))
    if (type === "chunk" && (isEntry || FIRST_PAGES.test(facadeModuleId ?? ""))) add(fileName);
  const others = Object.keys(bundle).filter((name) => name.endsWith(".woff2") || name.startsWith("assets/first-"));
  return [
    ...[...files, ...others].map((name) => ({ url: `/${name}`, revision: null })),
    { url: "/index.html", revision: digestOf(bundle["index.html"].source) },
    ...["icon.svg", "manifest.webmanifest"].map((name) => ({
      url: `/${name}`,
      revision: digestOf(readFileSync(join(import.meta.dirname, "public", name))),
    })),
  ];
}

const digestOf = (content) => createHash("sha256").update(content).digest("hex").slice(0, 16);

/** The files of the build before stay, for pages that were open then; those of earlier ones go. */
export function keepFormerBuild(outDir) {
  const list = join(outDir, "../.pages-assets");
  const last = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : { former: [], current: [] };
  let current = [];
  return {
    name: "keep-former-build",
    apply: "build",
    writeBundle: (_, bundle) => void (current = Object.keys(bundle).filter((name) => name.startsWith("assets/"))),
    closeBundle() {
      // Built again without a change, it is still the same build.
      const isNew = current.some((name) => !last.current.includes(name));
      const former = isNew ? last.current : last.former;
      const kept = new Set([...former, ...current]);
      for (const file of readdirSync(join(outDir, "assets"), { recursive: true, withFileTypes: true })) {
        const path = join(file.parentPath, file.name);
        if (file.isFile() && !kept.has(relative(outDir, path).replace(/\.(gz|br)$/, ""))) rmSync(path);
      }
      writeFileSync(list, JSON.stringify({ former, current }));
    },
  };
}

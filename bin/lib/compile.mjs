import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { root } from "./step.mjs";
import { translate } from "./translate.mjs";

/* The server, its migrations and the bench, in `dist`. What was deleted since goes too: a deleted migration must not run. */
const folders = ["src", "migrations", "bench"];
for (const folder of folders) rmSync(join(root, "dist", folder), { recursive: true, force: true });
const inFolders = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, path)),
);
for (const path of [...inFolders, "ormconfig.ts"]) {
  const [from, to] = [join(root, path), join(root, "dist", path)];
  const isCopied = path.endsWith(".mjs") || /^src.*\.json$/.test(path);
  if (path.endsWith(".ts") || isCopied) mkdirSync(dirname(to), { recursive: true });
  if (path.endsWith(".ts")) write(from, to.replace(/\.ts$/, ".js"));
  else if (isCopied) copyFileSync(from, to);
}

function write(from, to) {
  const { code, map } = translate(from, true, relative(dirname(to), from));
  writeFileSync(to, `${code}\n//# sourceMappingURL=${basename(to)}.map\n`);
  writeFileSync(`${to}.map`, map);
}

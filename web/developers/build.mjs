/*
 * Writes the pages for developers into dist/developers, from the schema, its examples and the guides: complete HTML that needs no other
 * host and no script to be read. The script beside them (search, copying) is bundled by vite before.
 */
import "reflect-metadata";
import { Buffer } from "node:buffer";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { buildSchema, Kind, parse } from "graphql";
import MiniSearch from "minisearch";
import { ZipFile } from "yazl";
import { forBruno, forJetBrains, forVsCode, requestsOf } from "./collections.mjs";
import { readExamples } from "./examples.mjs";
import { described, escape, link, page } from "./html.mjs";
import { renderMarkdown } from "./markdown.mjs";
import { Reference } from "./reference.mjs";
import { roomsOf } from "./rooms.mjs";
import { OPTIONS } from "./search-options.js";
import { COLLECTIONS, GUIDES, TEXT } from "./text.mjs";

const ROOT = join(import.meta.dirname, "../..");
const TO = join(ROOT, "dist/developers");
const { measureCost } = createRequire(import.meta.url)(join(ROOT, "dist/src/platform/graphql/cost.js"));
const read = (path) => readFileSync(join(ROOT, path), "utf8");

function write(path, text) {
  const file = join(TO, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const sdl = read("schema/schema.graphql");
const schema = buildSchema(sdl);
const examples = readExamples(join(ROOT, "schema/operations"));
const reference = new Reference({
  schema,
  rooms: roomsOf(join(ROOT, "src")),
  examples,
  costOf({ query, variables }) {
    const document = parse(query);
    const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    return measureCost(schema, document, operation, variables);
  },
});

/** Documents that are pages of their own, in English as they are; the guides are in both languages. */
const DOCUMENTS = {
  errors: "docs/errors.md",
  events: "docs/events.md",
  releases: "docs/releases.md",
  changes: "CHANGELOG.md",
  "live-client": "docs/live-client.md",
  webhooks: "docs/webhooks.md",
  marketplace: "docs/marketplace.md",
  "house-rules": "docs/house-rules.md",
  glossary: "docs/glossary.md",
  "typescript-client": "clients/typescript/README.md",
  "python-client": "clients/python/README.md",
  "mock-server": "clients/mock/README.md",
};

for (const say of Object.values(TEXT)) {
  const here = `/developers/${say.lang}`;
  const found = [];
  const guidePath = (name) => `docs/developers/${say.lang}/${name}.md`;
  const served = new Map([
    ...Object.entries(DOCUMENTS).map(([name, path]) => [path, `${here}/${name}`]),
    ...GUIDES.map((name) => [guidePath(name), `${here}/guides/${name}`]),
  ]);
  const guides = GUIDES.map((name) => ({
    name,
    ...renderMarkdown(read(guidePath(name)), guidePath(name), (path) => served.get(path)),
  }));
  const documents = Object.entries(DOCUMENTS).map(([name, path]) => ({
    name,
    ...renderMarkdown(read(path), path, (each) => served.get(each)),
  }));
  const districts = reference.districts(say);
  const side = [
    [say.guides, guides.map(({ name, title }) => link(`${here}/guides/${name}`, title))],
    [say.inDepth, documents.map(({ name, title }) => link(`${here}/${name}`, title))],
    ...districts.map(([district, rooms]) => [
      say.districts[district],
      rooms.map(([room]) => link(`${here}/reference/${room}`, room)),
    ]),
  ]
    .map(([title, links]) => `<h2>${escape(title)}</h2><ul>${links.map((each) => `<li>${each}</li>`).join("")}</ul>`)
    .join("");

  /** The side is left out beside a type: there are a thousand of them. */
  function add(base, title, main, kind, text = "") {
    const beside = base.startsWith("/types/") ? "" : side;
    write(`${say.lang}${base === "/" ? "/index" : base}.html`, page({ say, base, title, main, side: beside }));
    found.push({ id: `${here}${base}`, title, kind, text });
  }

  add(
    "/",
    say.title,
    `<p>${escape(say.intro)}</p><p>${link(`${here}/guides/first-steps`, say.start)}</p>
<h2>${escape(say.guides)}</h2><ul>${guides.map(({ name, title }) => `<li>${link(`${here}/guides/${name}`, title)}</li>`).join("")}</ul>
<h2>${escape(say.inDepth)}</h2><ul>${documents.map(({ name, title }) => `<li>${link(`${here}/${name}`, title)}</li>`).join("")}</ul>
<h2>${escape(say.collections)}</h2><ul>${Object.entries(COLLECTIONS)
      .map(([file, tool]) => `<li>${link(`/developers/collections/${file}`, tool)}</li>`)
      .join("")}</ul>
<div lang="en">${described(schema.getQueryType().description ?? "")}</div>`,
    say.guides,
  );
  write(
    `${say.lang}/404.html`,
    page({
      say,
      base: "/",
      title: say.missing,
      main: `<p>${escape(say.missingHint)}</p><p>${link(`${here}/`, say.title)}</p>`,
      side,
    }),
  );
  for (const { name, title, html, plain } of guides) add(`/guides/${name}`, title, html, say.guides, plain);
  for (const { name, title, html, plain } of documents) {
    add(`/${name}`, title, say.lang === "en" ? html : `<div lang="en">${html}</div>`, say.guides, plain);
  }
  add(
    "/reference",
    say.reference,
    districts
      .map(
        ([district, rooms]) =>
          `<h2>${escape(say.districts[district])}</h2>${rooms
            .map(
              ([room, operations]) =>
                `<h3>${link(`${here}/reference/${room}`, room)}</h3><p>${operations.map(({ field }) => reference.operationLink(say, field.name)).join(", ")}</p>`,
            )
            .join("")}`,
      )
      .join(""),
    say.reference,
  );
  for (const [, rooms] of districts)
    for (const [room, operations] of rooms) {
      add(`/reference/${room}`, room, `<div lang="en">${reference.room(say, operations)}</div>`, say.reference);
      for (const { kind, field } of operations)
        found.push({
          id: `${here}/reference/${room}#${field.name}`,
          title: field.name,
          kind: say[kind],
          text: field.description ?? "",
        });
    }
  for (const type of reference.types)
    add(
      `/types/${type.name}`,
      type.name,
      `<div lang="en">${reference.type(say, type)}</div>`,
      say.reference,
      type.description ?? "",
    );

  const index = new MiniSearch(OPTIONS);
  index.addAll(found);
  write(`${say.lang}/search.json`, JSON.stringify(index));
}

/** Made at the same time whenever it is built from the same. */
const mtime = new Date("2026-01-01T00:00:00Z");

async function writeArchive(path, folder, files) {
  const zip = new ZipFile();
  for (const [name, text] of files) zip.addBuffer(Buffer.from(text), `${folder}/${name}`, { mtime });
  zip.end();
  write(path, await buffer(zip.outputStream));
}

const requests = requestsOf(reference, TEXT.en, examples, JSON.parse(read("schema/cast.json")));
write("collections/redress.http", forVsCode(requests));
await writeArchive("collections/redress-jetbrains.zip", "redress-jetbrains", forJetBrains(requests));
await writeArchive("collections/redress-bruno.zip", "redress-bruno", forBruno(requests, TEXT.en));

write("schema.graphql", sdl);
const INTER = "node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";
write("inter.woff2", readFileSync(join(ROOT, INTER)));
write("mark.svg", read("web/app/public/icon.svg"));
write("style.css", read("web/app/src/design/tokens.css") + read("web/developers/style.css"));
write(
  "llms.txt",
  `# Redress

> A GraphQL API for consumer protection on a marketplace of services: promises, complaints, rulings, penalties, appeals, live updates.

- [Schema](/developers/schema.graphql): every element described
${GUIDES.map((name) => `- [${name}](/developers/en/guides/${name})`).join("\n")}
- [Errors](/developers/en/errors)
- [Events](/developers/en/events)
- [Reference](/developers/en/reference)
${Object.entries(COLLECTIONS)
  .map(([file, tool]) => `- [Every example for ${tool}](/developers/collections/${file})`)
  .join("\n")}
`,
);

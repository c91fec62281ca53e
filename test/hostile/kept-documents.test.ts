import { Documents } from "../../src/platform/graphql/documents";
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";
import { Pipeline } from "../../src/platform/graphql/pipeline";
import { createSchema } from "../../src/app/schema";

const many = (n: number, make: (index: number) => string): string =>
  Array.from({ length: n }, (_, index) => make(index)).join(" ");

test("comments are not kept, and 1,000 documents that differ in them are one", async () => {
  const documents = new Documents(await createSchema(), DEFAULT_LIMITS, { introspection: true, hints: false });
  const lines = "\n".repeat(1_000);
  documents.operation(`{ rules { code } }${lines}`, undefined);
  const { bytes } = documents.figures;
  for (let n = 0; n < 1_000; n += 1)
    documents.operation(`{ rules { code } }${lines.replaceAll("\n", `# ${n} and nobody reads this\n`)}`, undefined);
  expect(documents.figures.bytes).toBe(bytes);
});

test("nothing is kept of a document that is wrong: its errors would hold on to all of it", async () => {
  const documents = new Documents(await createSchema(), DEFAULT_LIMITS, { introspection: true, hints: false });
  const deep = `{ ${many(DEFAULT_LIMITS.aliases + 1, (n) => `a${n}: rules { code }`)} }`;
  for (const wrong of ["{ nothing }", "{ rules { code }", deep]) {
    expect(documents.operation(wrong, undefined)).toHaveProperty("errors");
    expect(documents.knows(wrong)).toBe(false);
  }
  expect(documents.figures.bytes).toBe(0);
});

test("a text with # is no comment, and places are told as they were sent", async () => {
  const pipeline = new Pipeline(await createSchema(), DEFAULT_LIMITS);
  const text = `# one\n{ # two "\n provider(id: "#\\"# x") { id } a: provider(id: """ "# \\""" # """) { id } # three\n nothing }`;
  expect(pipeline.prepare({ query: text })).toMatchObject({ errors: [{ locations: [{ line: 4, column: 2 }] }] });
  const prepared = pipeline.prepare({ query: text.replace("nothing", "") });
  if ("errors" in prepared) throw new Error(String(prepared.errors));
  expect(JSON.stringify(prepared.document)).toContain('#\\"# x');
  expect(prepared.known.text).not.toMatch(/one|two|three/);
});

test("strings that do not end are no beginnings of others: a text of nothing else is read like any", async () => {
  const documents = new Documents(await createSchema(), DEFAULT_LIMITS, { introspection: true, hints: false });
  for (const piece of ['\\"""\n', '"\\"', '\\"'])
    expect(documents.knows(`#\n"${piece.repeat(2_000_000 / piece.length)}`)).toBe(false);
});

test("the same document in 1,000 spellings, and 1,000 different ones: what is kept of them is bounded in bytes", async () => {
  const limits = { ...DEFAULT_LIMITS, documentBytes: 1_000_000, compiledBytes: 1_000_000 };
  const pipeline = new Pipeline(await createSchema(), limits);
  const fields = many(10, (i) => `a${i}: code`);
  for (let n = 0; n < 1_000; n += 1) {
    pipeline.prepare({ query: `{ rules { ${fields} } }${" ".repeat(n)}` });
    if (n % 4 === 0) pipeline.prepare({ query: `query Q${n} { rules { ${fields} } }` });
    if (n % 4 === 1) pipeline.prepare({ query: `query Q${n} { nothing${n} }` });
    if (n % 4 === 2) pipeline.prepare({ query: `query Q${n} { "${"x".repeat(n)}` });
    expect(pipeline.documents.figures.bytes).toBeLessThanOrEqual(limits.documentBytes);
  }
  expect(pipeline.documents.figures.bytes).toBeGreaterThan(limits.documentBytes / 2);
});

test("a document is compiled when it comes a second time; a large one and introspection never are", async () => {
  const pipeline = new Pipeline(await createSchema(), { ...DEFAULT_LIMITS, compiledSelections: 10 });
  const bytesAfter = async (query: string, times: number): Promise<number> => {
    for (let n = 0; n < times; n += 1) {
      const prepared = pipeline.prepare({ query });
      if ("errors" in prepared) throw new Error(String(prepared.errors));
      await pipeline.execute(prepared, {
        asks: () => undefined,
        readElsewhere: async () => undefined,
        about: {},
      } as never);
    }
    return pipeline.compiledBytes;
  };
  expect(await bytesAfter("{ __typename }", 1)).toBe(0);
  expect(await bytesAfter(`{ ${many(11, (i) => `a${i}: __typename`)} }`, 3)).toBe(0);
  expect(await bytesAfter("{ __schema { queryType { name } } }", 3)).toBe(0);
  expect(await bytesAfter("{ __typename }", 1)).toBeGreaterThan(0);
});

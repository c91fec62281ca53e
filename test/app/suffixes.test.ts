import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { SUFFIXLESS } from "./suffixless-files";

/** `src/platform/` knows no noun, and `src/app/` is made of programs: the law is that of the rooms between them. */
const ROOMS = ["house-rules", "accounts", "market", "case", "adjudication", "prevention", "public"];
const SRC = join(__dirname, "../../src");
const FILES = ROOMS.flatMap((district) =>
  readdirSync(join(SRC, district), { recursive: true, encoding: "utf8" }).map((path) => `${district}/${path}`),
).filter((path) => path.endsWith(".ts"));

const API_TYPE = /@(ObjectType|InputType|ArgsType|InterfaceType)\(|\bcreateUnionType\(/;
const READS = /\b(SELECT|FROM)\s|\.(query|findOne|byId|manyBy)\(/;
const WRITES = /\b(tx|this\.tx|file\.tx)\.(change|insert|execute|lock)\(/;
const SQL = /\bSELECT\s.*\bFROM\b|\bUPDATE \w+ SET\b|\bDELETE FROM\b|\bINSERT INTO\b/s;
const DATABASE = /^import (?!type).*platform\/database\/(database|reader|tx|columns)"/m;
const API = /^import .* from "(type-graphql|graphql)"/m;

interface Law {
  must?: RegExp;
  mayNot?: RegExp[];
}

/** What is in a file of each kind, and what never is. */
const LAW: Record<string, Law> = {
  entity: { must: /@Entity\(/, mayNot: [WRITES] },
  lifecycle: { mayNot: [API, DATABASE, READS, WRITES] },
  policy: { must: /\b([Aa]ctor|[Vv]iewer|[Rr]eader|Signer)\b/, mayNot: [API, DATABASE, SQL, WRITES] },
  pure: { mayNot: [API, DATABASE, SQL, WRITES, API_TYPE] },
  table: { mayNot: [API, DATABASE, SQL, WRITES] },
  queries: { mayNot: [/\b(tx|this\.tx)\.(change|insert|execute)\(/] },
  types: {
    must: /@|\b(defineEnum|defineActions|registerEnumType|Connection)[<(]|Enum\b/,
    mayNot: [SQL, WRITES, DATABASE],
  },
  resolver: { must: /@Resolver\(/, mayNot: [SQL, WRITES] },
  live: { must: /@Subscription\(|openStream|LiveStream/, mayNot: [SQL, WRITES] },
  projection: { must: /\b(Projection|Handler)\b/ },
};

const text = (path: string): string => readFileSync(join(SRC, path), "utf8");
const suffixOf = (path: string): string | undefined => /\.([a-z-]+)\.ts$/.exec(path)?.[1];

function broken(suffix: string, source: string): string[] {
  const law = LAW[suffix];
  if (!law) return [`.${suffix} is no kind of file`];
  return [
    ...(law.must && !law.must.test(source) ? [`has no ${law.must.source}`] : []),
    ...(law.mayNot ?? []).filter((pattern) => pattern.test(source)).map((pattern) => `has ${pattern.source}`),
  ];
}

test.each(Object.keys(LAW))("what is in .%s files", (suffix) => {
  const wrong = FILES.filter((path) => suffixOf(path) === suffix).flatMap((path) =>
    broken(suffix, text(path)).map((why) => `${path} ${why}`),
  );
  expect(wrong).toEqual([]);
});

/** Each exported function, with what it takes. */
const functionsOf = (source: string): [name: string, takes: string][] =>
  [
    ...source.matchAll(
      /^export (?:async )?(?:function (\w+)(?:<[^(]*>)?|const (\w+) = (?:async )?)\(([^]*?)\)(?:: [^=\n]+)? (?:\{|=>)/gm,
    ),
  ].map(([, declared, assigned, takes = ""]) => [declared ?? assigned ?? "", takes]);

/** It names its action, which is the owner's alone. */
const OF_THE_OWNER = ["adjudication/penalties/penalty.policy.ts: whyNot"];

test("every answer of a policy is about somebody", () => {
  const nobody = FILES.filter((path) => suffixOf(path) === "policy").flatMap((path) =>
    functionsOf(text(path))
      .filter(([, takes]) => !/actor|viewer|reader|signer|person|role|side|exporter|who/i.test(takes))
      .map(([name]) => `${path}: ${name}`),
  );
  expect(nobody).toEqual(OF_THE_OWNER);
});

const KINDS = /-(events|hooks|routes|changes|clocks|district)\.ts$/;
const camelCase = (words: string): string => words.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A command is the function of the file's name; an object, the class. Beside it stands at most one more function. */
function isNamedAfterWhatItDoes(path: string): boolean {
  const name = camelCase(basename(path, ".ts"));
  const exported = [...text(path).matchAll(/^export (?:async |abstract )?(?:function\*?|const|class) (\w+)/gm)].map(
    ([, each]) => each,
  );
  const functions = functionsOf(text(path)).filter(([each]) => each !== name);
  return (
    exported.some((each) => each === name || each === name[0]?.toUpperCase() + name.slice(1)) && functions.length <= 1
  );
}

test("a file without a suffix is one command, one object, or on the list with a reason", () => {
  const others = FILES.filter(
    (path) => suffixOf(path) === undefined && !KINDS.test(path) && !isNamedAfterWhatItDoes(path),
  );
  expect(others.map((path) => path.replace(/\.ts$/, "")).sort()).toEqual([...SUFFIXLESS].sort());
});

test("only files for them declare inputs", () => {
  const declaring = FILES.filter((path) => /@(InputType|ArgsType)\(/.test(text(path)) && suffixOf(path) === undefined);
  expect(declaring).toEqual([]);
});

test("what breaks the law would be found", () => {
  expect(broken("pure", 'import { Field } from "type-graphql";')).toHaveLength(1);
  expect(broken("queries", "tx.insert(Offer, offer);")).toHaveLength(1);
  expect(broken("resolver", "SELECT id FROM offer")).toHaveLength(2);
  expect(broken("policy", "export const isOpen = (offer: Offer): boolean => true;")).toHaveLength(1);
  expect(broken("inputs", "")).toEqual([".inputs is no kind of file"]);
});

test("every suffix is of a kind", () => {
  const kinds = [...Object.keys(LAW), undefined];
  expect(FILES.filter((path) => !kinds.includes(suffixOf(path)))).toEqual([]);
});

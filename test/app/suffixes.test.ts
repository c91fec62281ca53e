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
const ENUM = /\bdefineEnum\(/;
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
  queries: { mayNot: [WRITES] },
  types: { must: /@|\bdefineEnum\(|\bConnection\(/, mayNot: [SQL, WRITES, DATABASE] },
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

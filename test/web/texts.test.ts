import { join, relative } from "node:path";
import ts from "typescript";
import { languageOf } from "../../web/app/src/text/language-of";

test("what people write is in their language, whichever the page is in; names and codes do not change a sentence", () => {
  const zh = "付款后五天才收到初稿。";
  expect([languageOf(zh, "en"), languageOf(zh, "zh-CN")]).toEqual(["zh-CN", null]);
  expect([languageOf("Tom Baker", "zh-CN"), languageOf("Tom Baker", "en")]).toEqual(["en", null]);
  expect(languageOf("初稿 PSD 文件", "en")).toBe("zh-CN");
  expect(languageOf("The platform waits for information from 李娜.", "en")).toBeNull();
  expect(languageOf("等待 Anna Keller 的答复", "zh-CN")).toBeNull();
  for (const neutral of ["¥1,999.00", "AFTERSALES-1", "R-2026-000041", "72 h", ""])
    expect([languageOf(neutral, "en"), languageOf(neutral, "zh-CN")]).toEqual([null, null]);
});

test("midnight begins a day, in English too", () => {
  for (const language of ["en", "zh-CN"]) {
    jest.resetModules();
    Object.assign(globalThis, { localStorage: { getItem: () => language } });
    const { formatClock, formatTime } = jest.requireActual<typeof import("../../web/app/src/text/format")>(
      "../../web/app/src/text/format",
    );
    const midnight = new Date(2026, 10, 30).toISOString();
    expect([formatClock(midnight), formatTime(midnight)]).toEqual(["00:00", expect.stringMatching(/30.*\b00:00$/)]);
  }
});

/** Of a type of keys: the keys. */
const keysOf = (type: ts.Type): string[] =>
  (type.isUnion() ? type.types : [type]).flatMap((each) => (each.isStringLiteral() ? [each.value] : []));

test("every text of the pages is said somewhere", () => {
  const app = join(__dirname, "../../web/app");
  const { config } = ts.readConfigFile(join(app, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, app);
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const rooms: { file: string; texts: string[] }[] = [];
  /** What is said where any of these keys could be: by its room's own way of saying, or one for some of its keys. */
  const said = new Map<string, { keys: string[]; now: Set<string> }>();

  function visit(node: ts.Node): void {
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node)) return;
    if (node.expression.getText() === "defineText") {
      const texts = checker.getPropertyOfType(checker.getTypeAtLocation(node.arguments[1] as ts.Node), "en");
      const keys = texts ? checker.getPropertiesOfType(checker.getTypeOfSymbol(texts)) : [];
      rooms.push({ file: relative(app, node.getSourceFile().fileName), texts: keys.map(({ name }) => name) });
      return;
    }
    const parameters = checker.getResolvedSignature(node)?.parameters ?? [];
    const at = parameters.findIndex(({ name }) => name === "key");
    const [parameter, argument] = [parameters[at], node.arguments[at]];
    if (!parameter || !argument) return;
    const keys = keysOf(checker.getTypeOfSymbolAtLocation(parameter, node));
    const found = said.get(keys.join()) ?? { keys, now: new Set() };
    said.set(keys.join(), found);
    for (const key of keysOf(checker.getTypeAtLocation(argument))) found.now.add(key);
  }
  for (const file of program.getSourceFiles()) if (file.fileName.startsWith(join(app, "src/"))) visit(file);

  const unsaid = rooms.flatMap(({ file, texts }) => {
    const bases = texts.map((text) => text.replace(/_(one|other)$/, ""));
    const own = new Set([...texts, ...bases]);
    const now = [...said.values()].filter(({ keys }) => keys.every((key) => own.has(key)));
    return texts.flatMap((text, index) => {
      const isSaid = now.some((each) => each.now.has(text) || each.now.has(bases[index] ?? ""));
      return isSaid ? [] : [`${file}: ${text}`];
    });
  });
  expect(rooms.length).toBeGreaterThan(300);
  expect(unsaid).toEqual([]);
}, 120_000);

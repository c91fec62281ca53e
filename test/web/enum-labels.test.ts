import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, isEnumType, isIntrospectionType } from "graphql";
import ts from "typescript";
import { LIFECYCLE } from "../../src/case/complaints/complaint.lifecycle";
import { SYSTEM_ACTS } from "../../src/app/districts";
import { ENUM_LABELS } from "../../web/app/src/text/enums";

const root = join(__dirname, "../..");
const { EventType, ...labels } = ENUM_LABELS;

test("every enum of the schema has its labels, value by value, and no other has any", () => {
  const schema = buildSchema(readFileSync(join(root, "schema/schema.graphql"), "utf8"));
  const enums = Object.values(schema.getTypeMap()).filter((type) => isEnumType(type) && !isIntrospectionType(type));
  const expected = enums.filter(isEnumType).map((type) => [type.name, type.getValues().map(({ name }) => name)]);
  expect(Object.entries(labels).map(([name, values]) => [name, Object.keys(values)])).toEqual(expected.sort());
});

/** A language is called in its own words, whichever one is being read. */
const SAME_IN_BOTH = ["Locale.EN", "Locale.ZH_CN"];

test("every label is there in English and in Chinese", () => {
  const all = Object.entries(ENUM_LABELS).flatMap(([name, values]) =>
    Object.entries(values).map(([value, [en, zh]]) => ({ what: `${name}.${value}`, en, zh })),
  );
  expect(all.filter(({ en, zh }) => en.trim() === "" || zh.trim() === "")).toEqual([]);
  expect(all.filter(({ en, zh }) => en === zh).map(({ what }) => what)).toEqual(SAME_IN_BOTH);
  const translated = all.filter(({ what }) => !SAME_IN_BOTH.includes(what));
  expect(translated.filter(({ en, zh }) => /\p{Script=Han}/u.test(en) || !/\p{Script=Han}/u.test(zh))).toEqual([]);
});

test("no two values of an enum read the same", () => {
  const twice = Object.entries(ENUM_LABELS).flatMap(([name, values]) => {
    const pairs: (readonly [string, string])[] = Object.values(values);
    return [0, 1].flatMap((language) => {
      const texts = pairs.map((pair) => pair[language]);
      return texts.filter((text, index) => texts.indexOf(text) !== index).map((text) => `${name}: ${text}`);
    });
  });
  expect(twice).toEqual([]);
});

test("every type of event that the server records has its label, and no other has one", () => {
  const { types, lost } = new EventTypes(join(root, "src")).follow();
  expect(lost).toEqual([]);
  expect(Object.keys(EventType).sort()).toEqual([...new Set([...types, ...TOLD_BY_CLOCKS])].sort());
}, 180_000);

/** The arrows for which the sweep records nothing but their own names (`tell` in sweep.ts). */
const TOLD_BY_CLOCKS = LIFECYCLE.filter((move) => "clock" in move && !(move.action in SYSTEM_ACTS)).map(
  ({ action }) => action as string,
);
const TELL = "file.move.action";

/**
 * What can come to stand in `EventDraft.type`, found by following the values back to where they are written. Only our own files are
 * read, so what comes out of a package has no type here.
 */
class EventTypes {
  readonly types = new Set<string>();
  /** Where a value could not be followed any further. */
  readonly lost: string[] = [];
  private readonly seen = new Set<ts.Node>();
  private readonly files: ts.SourceFile[];
  private readonly checker: ts.TypeChecker;
  private readonly written = new Map<string, (ts.PropertyAssignment | ts.ShorthandPropertyAssignment)[]>();
  private readonly spreads: ts.SpreadAssignment[] = [];
  private readonly calls = new Map<string, (ts.CallExpression | ts.NewExpression)[]>();
  private readonly parameters: ts.ParameterDeclaration[] = [];

  constructor(folder: string) {
    const options = {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      lib: ["lib.es2022.d.ts"],
      types: [],
      strict: true,
      experimentalDecorators: true,
    };
    const host = ts.createCompilerHost(options);
    host.resolveModuleNameLiterals = (names, file) =>
      names.map(({ text }) =>
        text.startsWith(".") ? ts.resolveModuleName(text, file, options, host) : { resolvedModule: undefined },
      );
    const program = ts.createProgram(ts.sys.readDirectory(folder, [".ts"]), options, host);
    this.files = program.getSourceFiles().filter(({ isDeclarationFile }) => !isDeclarationFile);
    this.checker = program.getTypeChecker();
  }

  follow(): this {
    for (const file of this.files) this.index(file);
    const draft = this.files.flatMap((file) => file.statements.filter(ts.isInterfaceDeclaration));
    const type = draft.find(({ name }) => name.text === "EventDraft")?.members.find((each) => nameOf(each) === "type");
    if (!type) throw new Error("there is no EventDraft.type to follow");
    this.trace(type);
    return this;
  }

  private index(node: ts.Node): void {
    if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) push(this.written, nameOf(node), node);
    if (ts.isSpreadAssignment(node)) this.spreads.push(node);
    if (ts.isParameter(node)) this.parameters.push(node);
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const { expression: callee } = node;
      push(this.calls, (ts.isPropertyAccessExpression(callee) ? callee.name : callee).getText(), node);
    }
    ts.forEachChild(node, (child) => this.index(child));
  }

  private trace(node: ts.Node): void {
    if (this.seen.has(node) || node.getText() === TELL) return;
    this.seen.add(node);
    const texts = this.textsOf(node);
    for (const text of texts) this.types.add(text);
    if (texts.length > 0) return;
    const sources = this.sourcesOf(node).filter((source) => source !== node);
    if (sources.length === 0) this.lost.push(`${node.getSourceFile().fileName}: ${node.getText()}`);
    for (const source of sources) this.trace(source);
  }

  /** The texts that an expression or a declaration is limited to by its type; none when it may be any. */
  private textsOf(node: ts.Node): string[] {
    if (ts.isObjectLiteralElement(node)) return [];
    if (ts.isTemplateExpression(node))
      return node.templateSpans.reduce(
        (heads, { expression, literal }) =>
          heads.flatMap((head) => this.textsOf(expression).map((text) => head + text + literal.text)),
        [node.head.text],
      );
    const type = this.checker.getTypeAtLocation(node);
    const types = type.isUnion() ? type.types : [type];
    return types.every((each) => each.isStringLiteral()) ? types.map(({ value }) => value) : [];
  }

  private sourcesOf(node: ts.Node): ts.Node[] {
    const { checker } = this;
    if (ts.isPropertyAssignment(node)) return [node.initializer];
    if (ts.isShorthandPropertyAssignment(node)) return declared(checker.getShorthandAssignmentValueSymbol(node));
    if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
    if (ts.isParameter(node)) return this.argumentsFor(node);
    if (ts.isBindingElement(node))
      return properties(checker.getTypeAtLocation(node.parent), (node.propertyName ?? node.name).getText());
    if (ts.isPropertySignature(node)) return this.valuesOf(node);
    if (ts.isElementAccessExpression(node)) {
      const [table] = declared(checker.getSymbolAtLocation(node.expression));
      const rows = table && ts.isVariableDeclaration(table) ? table.initializer : undefined;
      return rows && ts.isObjectLiteralExpression(rows) ? [...rows.properties] : [];
    }
    return declared(checker.getSymbolAtLocation(node));
  }

  /** What an object gets for this property where it is written, spread from another object or passed on as one of another type. */
  private valuesOf(property: ts.PropertySignature): ts.Node[] {
    const { checker } = this;
    const name = nameOf(property);
    const isExpected = (literal: ts.ObjectLiteralExpression): boolean =>
      properties(checker.getContextualType(literal), name).includes(property);
    const from = (value: ts.Expression): ts.Node[] => properties(checker.getTypeAtLocation(value), name);
    return [
      ...(this.written.get(name) ?? []).filter(({ parent }) => isExpected(parent)),
      ...this.spreads.filter(({ parent }) => isExpected(parent)).flatMap(({ expression }) => from(expression)),
      ...this.parameters
        .filter(({ type }) => type && mentions(type, property.parent))
        .flatMap((parameter) => this.argumentsFor(parameter))
        .filter((value) => !ts.isObjectLiteralExpression(value))
        .flatMap(from),
    ];
  }

  private argumentsFor(parameter: ts.ParameterDeclaration): ts.Expression[] {
    const { parent } = parameter;
    const named = parent.name ?? (ts.isVariableDeclaration(parent.parent) ? parent.parent.name : undefined);
    const index = parent.parameters.indexOf(parameter);
    return (this.calls.get(named?.getText() ?? "") ?? [])
      .filter((call) => this.checker.getResolvedSignature(call)?.declaration === parent)
      .flatMap((call) => call.arguments?.[index] ?? []);
  }
}

const declared = (symbol: ts.Symbol | undefined): ts.Node[] =>
  [symbol?.valueDeclaration ?? symbol?.declarations?.[0]].flatMap((node) => node ?? []);

const properties = (type: ts.Type | undefined, name: string): ts.Node[] =>
  (type?.isUnion() ? type.types : [type]).flatMap((each) => declared(each?.getProperty(name)));

const nameOf = ({ name }: { name?: ts.PropertyName }): string =>
  name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : "";

function mentions(type: ts.Node, owner: ts.Node): boolean {
  if (type === owner) return true;
  if (ts.isTypeReferenceNode(type) && ts.isInterfaceDeclaration(owner) && type.typeName.getText() === owner.name.text)
    return true;
  return ts.forEachChild(type, (child) => mentions(child, owner) || undefined) ?? false;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

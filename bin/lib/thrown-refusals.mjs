import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * Every refusal that the source can make, from its types: for each code the reasons and the other details it is made with. A place whose
 * code or reason the types leave open is listed as unclear, so that nothing is missed.
 */
export const thrownRefusals = (program = programOf("tsconfig.build.json")) => new Scan(program).result();

/** Of the files that the configuration names, or of those given, with all that they import. */
export function programOf(configuration, files) {
  const { config } = ts.readConfigFile(join(ROOT, configuration), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  return ts.createProgram(files?.map((file) => join(ROOT, file)) ?? fileNames, options);
}

/** A code or a reason of a place: the values it can have, the parameter it comes from, or open. */
const values = (set) => ({ values: set });
const OPEN = { open: true };

const lastNameOf = (expression) =>
  ts.isPropertyAccessExpression(expression)
    ? expression.name.text
    : ts.isIdentifier(expression)
      ? expression.text
      : null;

/** By an import, out of an object, or by a variable or property that is nothing but it. */
function renamed(node) {
  if (ts.isImportSpecifier(node) || ts.isBindingElement(node)) return [node.propertyName?.text, node.name.text];
  if (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node))
    return [node.initializer && lastNameOf(node.initializer), node.name.text];
  return [];
}

class Scan {
  constructor(program) {
    this.checker = program.getTypeChecker();
    this.files = program
      .getSourceFiles()
      .filter(({ fileName, isDeclarationFile }) => !isDeclarationFile && fileName.startsWith(join(ROOT, "src")));
    const refusal = this.files.find(({ fileName }) => fileName.endsWith("/platform/refusal.ts"));
    this.codes = this.unionOf(refusal, "RefusalCode");
    this.reasons = this.unionOf(refusal, "Reason");
    this.calls = new Map();
    /** Under which other names something is called. */
    this.aliases = new Map();
    this.found = new Map();
    this.unclear = [];
  }

  unionOf(file, name) {
    const alias = file.statements.find((each) => ts.isTypeAliasDeclaration(each) && each.name.text === name);
    return new Set(this.checker.getTypeAtLocation(alias.name).types.map(({ value }) => value));
  }

  result() {
    const places = [];
    const visit = (node) => {
      const place = this.placeOf(node);
      if (place) places.push(place);
      if (ts.isCallExpression(node)) this.noteCall(node);
      const [from, to] = renamed(node);
      if (from && to) this.aliases.set(from, [...(this.aliases.get(from) ?? []), to]);
      ts.forEachChild(node, visit);
    };
    this.files.forEach(visit);
    for (const place of places) this.settle(place, place.node);
    return { found: this.found, unclear: this.unclear };
  }

  /** Under the name that it calls: which function that is takes long to find out, and matters for few. */
  noteCall(call) {
    const name = lastNameOf(call.expression);
    if (name) this.calls.set(name, [...(this.calls.get(name) ?? []), call]);
  }

  callsOf(declaration) {
    const called = declaration.name ?? declaration.parent.name;
    const names = called ? [called.text, ...(this.aliases.get(called.text) ?? [])] : [];
    return names
      .flatMap((name) => this.calls.get(name) ?? [])
      .filter((call) => this.checker.getResolvedSignature(call)?.declaration === declaration);
  }

  /** `new Refusal(code, details)`, or an object with a code: an obstacle, or what becomes the extensions of an error. */
  placeOf(node) {
    if (ts.isNewExpression(node) && node.expression.getText() === "Refusal") {
      const [code, details] = node.arguments;
      return { node, code: this.read(code, this.codes), ...this.detailsOf(details) };
    }
    if (!ts.isObjectLiteralExpression(node)) return null;
    const code = this.memberOf(node, "code");
    if (!code) return null;
    const read = this.read(code, this.codes);
    const isCode = read.param
      ? this.isOfCodes(read.param)
      : read.values && [...read.values].some((value) => this.codes.has(value));
    return isCode ? { node, code: read, ...this.detailsOf(node) } : null;
  }

  isOfCodes(param) {
    const { types = [] } = this.checker.getTypeAtLocation(param);
    return types.length > 0 && types.every(({ value, flags }) => flags & ts.TypeFlags.Nullish || this.codes.has(value));
  }

  memberOf(object, name) {
    const member = object.properties.find((each) => each.name?.getText() === name);
    return member && (ts.isPropertyAssignment(member) ? member.initializer : member.name);
  }

  detailsOf(details) {
    if (!details) return { reason: values(new Set([null])), carries: [] };
    const type = this.checker.getTypeAtLocation(details);
    const property = type.getProperty("reason");
    const carries = ts.isObjectLiteralExpression(details)
      ? details.properties.flatMap((each) => (ts.isSpreadAssignment(each) ? [] : [each.name.getText()]))
      : [];
    const written = ts.isObjectLiteralExpression(details) ? this.memberOf(details, "reason") : undefined;
    if (written) return { reason: this.read(written, this.reasons), carries };
    if (!property) return { reason: values(new Set([null])), carries };
    return { reason: this.readType(this.checker.getTypeOfSymbolAtLocation(property, details), this.reasons), carries };
  }

  read(expression, all) {
    const type = this.typeOf(expression);
    const param = this.parameterOf(expression);
    if (param && (type.isUnion() || type.isStringLiteral())) return { param };
    return this.templateOf(expression) ?? this.readType(type, all);
  }

  /** `guard.${condition}.required`, where the calls say which conditions. */
  templateOf(expression) {
    const template = ts.isAsExpression(expression) ? expression.expression : expression;
    if (!ts.isTemplateExpression(template) || template.templateSpans.length !== 1) return null;
    const { expression: inner, literal } = template.templateSpans[0];
    const param = this.parameterOf(inner);
    const wrap = (value) => `${template.head.text}${value}${literal.text}`;
    return param && this.checker.getTypeAtLocation(inner).isUnion() ? { param, wrap } : null;
  }

  readType(type, all) {
    const parts = type.isUnion() ? type.types : [type];
    const some = parts.filter(({ flags }) => !(flags & ts.TypeFlags.Nullish));
    if (some.length >= all.size || some.some((part) => !part.isStringLiteral())) return OPEN;
    const set = new Set(some.map(({ value }) => value));
    return values(parts.length > some.length || set.size === 0 ? set.add(null) : set);
  }

  /** The variable that `{ code }` stands for. */
  shorthandOf({ parent }) {
    return ts.isShorthandPropertyAssignment(parent)
      ? this.checker.getShorthandAssignmentValueSymbol(parent)
      : undefined;
  }

  typeOf(expression) {
    const variable = this.shorthandOf(expression);
    return variable
      ? this.checker.getTypeOfSymbolAtLocation(variable, expression)
      : this.checker.getTypeAtLocation(expression);
  }

  parameterOf(expression) {
    if (!ts.isIdentifier(expression)) return null;
    const symbol = this.shorthandOf(expression) ?? this.checker.getSymbolAtLocation(expression);
    const declaration = symbol?.valueDeclaration;
    return declaration && ts.isParameter(declaration) ? declaration : null;
  }

  /** Follows parameters to the calls that give them. */
  settle({ code, reason, carries }, at, from = at) {
    const param = code.param ?? reason.param;
    if (param) {
      for (const call of this.callsOf(param.parent)) {
        const given = (part, all) => (part.param?.parent === param.parent ? this.argument(call, part, all) : part);
        this.settle({ code: given(code, this.codes), reason: given(reason, this.reasons), carries }, at, call);
      }
      return;
    }
    if (code.open && reason.open) return;
    if (code.open || reason.open) return void this.unclear.push(this.placeName(from));
    for (const each of code.values) this.note(each, reason.values, carries);
  }

  argument(call, { param, wrap }, all) {
    const given = call.arguments[param.parent.parameters.indexOf(param)] ?? param.initializer;
    if (!given) return values(new Set([null]));
    const read = this.read(given, all);
    if (!wrap) return read;
    return read.values ? values(new Set([...read.values].map(wrap))) : { ...read, wrap };
  }

  note(code, reasons, carries) {
    if (code === null) return;
    const known = this.found.get(code) ?? { reasons: new Set(), carries: new Set() };
    for (const reason of reasons) known.reasons.add(reason ?? code);
    for (const name of carries) if (!["code", "reason", "params"].includes(name)) known.carries.add(name);
    this.found.set(code, known);
  }

  placeName(node) {
    const file = node.getSourceFile();
    return `${file.fileName.slice(ROOT.length + 1)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  }
}

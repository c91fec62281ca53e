import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

const ROOT = join(import.meta.dirname, "../..");

/** The histories that the API shows, each with the interface that declares its events. */
const HISTORIES = {
  CASE: ["src/case/complaints/case-events.ts", "CaseEvents"],
  ORDER: ["src/market/orders/order-events.ts", "OrderEvents"],
  PROVIDER: ["src/market/providers/provider-events.ts", "ProviderEvents"],
  INSPECTION: ["src/prevention/inspections/inspection-events.ts", "InspectionEvents"],
  ACCOUNT: ["src/accounts/account/account-events.ts", "AccountEvents"],
  HOUSE_RULES: ["src/adjudication/house-rule-changes/house-rule-change-events.ts", "HouseRuleEvents"],
};
/** Those whose events show what they carry; of the others the API has only notices. */
const WITH_DATA = ["CASE", "PROVIDER", "INSPECTION"];
const KINDS = {
  Id: "ID",
  Text: "TEXT",
  Code: "CODE",
  Codes: "CODES",
  Quantity: "NUMBER",
  Time: "TIME",
  Flag: "FLAG",
  Amount: "MONEY",
  Currency: "CURRENCY",
  Hidden: "HIDDEN",
};

/**
 * The events that the API shows, as the source declares them: each with its history, the room that records it, its label in both
 * languages and its particulars. What the declarations leave open is listed as unclear.
 */
export function declaredEvents(program) {
  const scan = new Scan(program);
  const labels = labelsOf("web/app/src/text/event-types.ts");
  const declared = Object.entries(HISTORIES).flatMap(([history, place]) => scan.eventsOf(history, place));
  // Orders have no history of their own: what happens to them is declared as a part of their provider's.
  const first = new Map(declared.map((event) => [event.type, event]).reverse());
  const events = [...first.values()].filter(({ type, history }) => WITH_DATA.includes(history) || isTold(type));
  const order = [...labels.keys()];
  const known = new Set(events.map(({ type }) => type));
  scan.unclear.push(
    ...events.filter(({ type }) => !labels.has(type)).map(({ type }) => `${type} has no label`),
    ...order.filter((type) => !known.has(type)).map((type) => `${type} has a label and is shown nowhere`),
  );
  return {
    events: events
      .map((event) => ({ ...event, label: labels.get(event.type) ?? [] }))
      .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type)),
    unclear: scan.unclear,
  };
}

class Scan {
  unclear = [];

  constructor(program) {
    this.program = program;
    this.checker = program.getTypeChecker();
    this.kinds = this.file("src/platform/database/event.ts");
    this.events = new Map(this.propertiesOf(this.kinds, "Events").map((symbol) => [symbol.name, symbol]));
  }

  file(path) {
    return this.program.getSourceFile(join(ROOT, path));
  }

  propertiesOf(file, name) {
    const declaration = file.statements.find((each) => ts.isInterfaceDeclaration(each) && each.name.text === name);
    return this.checker.getPropertiesOfType(this.checker.getTypeAtLocation(declaration.name));
  }

  eventsOf(history, [path, name]) {
    return this.propertiesOf(this.file(path), name).map((declared) => ({
      type: declared.name,
      history,
      recordedBy: relative(join(ROOT, "src"), dirname(declared.declarations[0].getSourceFile().fileName)),
      particulars: WITH_DATA.includes(history) ? this.particularsOf(declared.name) : [],
    }));
  }

  particularsOf(type) {
    const data = this.checker.getTypeOfSymbol(this.events.get(type));
    const particulars = this.checker.getPropertiesOfType(data).map((symbol) => this.particular(type, symbol));
    const has = (kind) => particulars.some((each) => each.kind === kind);
    if (has("CURRENCY") && !has("MONEY")) this.unclear.push(`${type} has a currency and no amount`);
    return particulars;
  }

  particular(event, symbol) {
    const type = this.checker.getTypeOfSymbol(symbol);
    const node = symbol.declarations?.[0]?.type;
    const given = this.checker.getNonNullableType(type);
    const nullable = given !== type || (symbol.flags & ts.SymbolFlags.Optional) !== 0;
    const parts = given.isUnion() ? given.types : [given];
    if (parts.every((part) => part.isStringLiteral()))
      return { name: symbol.name, kind: "ENUM", nullable, values: parts.map(({ value }) => value) };
    const kind = node && this.kindIn(node);
    if (!kind)
      this.unclear.push(`${event}.${symbol.name}: say whether it is an Id, a Time, … (src/platform/database/event.ts)`);
    return { name: symbol.name, kind, nullable };
  }

  /** The name that the declaration uses, perhaps beside `null`: to the compiler it is a text or a number. */
  kindIn(node) {
    const nodes = ts.isUnionTypeNode(node) ? node.types : [node];
    const [named, ...others] = nodes.filter((each) => !ts.isLiteralTypeNode(each));
    if (others.length > 0 || !named || !ts.isTypeReferenceNode(named)) return undefined;
    const symbol = this.checker.getSymbolAtLocation(named.typeName);
    const alias = symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    return alias?.declarations?.[0]?.getSourceFile() === this.kinds ? KINDS[alias.name] : undefined;
  }
}

/** Whether there is a text that notifies of it. */
const isTold = (type) => TOLD.has(type);
const TOLD = new Set(
  ["accounts", "adjudication", "case", "market", "public"].flatMap((district) =>
    Object.keys(JSON.parse(readFileSync(join(ROOT, `src/${district}/messages/en.json`), "utf8")))
      .filter((key) => key.startsWith("notice."))
      .map((key) => key.slice("notice.".length).replace(/_(one|other)$/, "")),
  ),
);

/** The labels of events in the pages, in their order: [English, Chinese] by type. */
function labelsOf(path) {
  const file = ts.createSourceFile(path, readFileSync(join(ROOT, path), "utf8"), ts.ScriptTarget.Latest, true);
  const labels = new Map();
  const visit = (node) => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === "EVENT_LABELS") {
      for (const { name, initializer } of node.initializer.expression.properties)
        labels.set(
          name.getText(),
          initializer.elements.map(({ text }) => text),
        );
    } else ts.forEachChild(node, visit);
  };
  visit(file);
  return labels;
}

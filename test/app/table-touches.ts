import { relative } from "node:path";
import ts from "typescript";

/** Where a file of `src` reads or writes a table. */
interface Touch {
  /** From `src` on. */
  file: string;
  table: string;
  kind: "reads" | "writes";
}

const SQL = /\b(DELETE FROM|FROM|JOIN|UPDATE|INTO)\s+(\w+)/g;
/** The table comes from elsewhere in the file, where a text begins with it. */
const SQL_OF_ANY = /\b(DELETE FROM|FROM|JOIN|UPDATE|INTO)\s+\$\{/g;
const BEGINNING = /["`](\w+)\b/g;
const READS = new Set(["FROM", "JOIN"]);
const WRITERS = new Set(["insert", "addUp", "update", "change"]);
const WHOLE_ROOMS = new Set(["platform", "house-rules", "accounts", "app"]);

/** Who owns what lies there: the folder below the district, or a district that has no such folders. */
export function roomOf(file: string): string {
  const [district = "", room = ""] = file.split("/");
  if (!file.includes("/")) return "app";
  return WHOLE_ROOMS.has(district) ? district : `${district}/${room}`;
}

/**
 * Finds every table that `src` names in SQL, and every entity that it has a transaction write. Reads of entities are imports, which the
 * rules of dependency hold; and that recording an event moves its stream's head is the platform's doing.
 *
 * Only our own files are read: no package declares a table.
 */
export class TableTouches {
  readonly owners = new Map<string, string>();
  readonly touches: Touch[] = [];
  /** Writes of which the table could not be told. */
  readonly lost: string[] = [];
  private readonly tables = new Map<ts.Node, string>();
  private readonly files: readonly ts.SourceFile[];
  private readonly checker: ts.TypeChecker;

  constructor(private readonly root: string) {
    const options = { target: ts.ScriptTarget.ES2022, lib: ["lib.es2022.d.ts"], types: [], strict: true };
    const host = ts.createCompilerHost(options);
    host.resolveModuleNameLiterals = (names, file) =>
      names.map(({ text }) =>
        text.startsWith(".") ? ts.resolveModuleName(text, file, options, host) : { resolvedModule: undefined },
      );
    const program = ts.createProgram(ts.sys.readDirectory(root, [".ts"]), options, host);
    this.files = program.getSourceFiles().filter(({ isDeclarationFile }) => !isDeclarationFile);
    this.checker = program.getTypeChecker();
    for (const file of this.files) file.statements.filter(ts.isClassDeclaration).forEach((each) => this.own(each));
    for (const file of this.files) {
      this.readSql(file);
      this.readWrites(file, this.pathOf(file));
    }
  }

  /** Those that are not of the file's own room, as `file: table table`. */
  across(kind: Touch["kind"]): string[] {
    const tables = new Map<string, Set<string>>();
    for (const { file, table, ...touch } of this.touches) {
      if (touch.kind !== kind || roomOf(file) === roomOf(this.owners.get(table) ?? "")) continue;
      tables.set(file, (tables.get(file) ?? new Set()).add(table));
    }
    return [...tables].map(([file, found]) => `${file}: ${[...found].sort().join(" ")}`).sort();
  }

  private pathOf(file: ts.SourceFile): string {
    return relative(this.root, file.fileName);
  }

  private own(entity: ts.ClassDeclaration): void {
    const [, table] = entity.getText().match(/^@Entity\("(\w+)"/m) ?? [];
    if (table === undefined) return;
    this.owners.set(table, this.pathOf(entity.getSourceFile()));
    this.tables.set(entity, table);
  }

  private readSql(file: ts.SourceFile): void {
    const touches = [...file.text.matchAll(SQL)].map(([, verb = "", table = ""]) => [verb, table] as const);
    for (const [, verb = ""] of file.text.matchAll(SQL_OF_ANY))
      for (const [, table = ""] of file.text.matchAll(BEGINNING)) touches.push([verb, table]);
    for (const [verb, table] of touches)
      if (this.owners.has(table))
        this.touches.push({ file: this.pathOf(file), table, kind: READS.has(verb) ? "reads" : "writes" });
  }

  private readWrites(node: ts.Node, file: string): void {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression: transaction, name } = node.expression;
      const [written] = node.arguments;
      if (written && WRITERS.has(name.text) && this.isTransaction(transaction)) this.addWrite(written, file);
    }
    ts.forEachChild(node, (child) => this.readWrites(child, file));
  }

  private isTransaction(node: ts.Expression): boolean {
    return node.kind !== ts.SyntaxKind.ThisKeyword && this.checker.getTypeAtLocation(node).symbol?.name === "Tx";
  }

  /** An entity's class, or one of its rows. */
  private addWrite(written: ts.Expression, file: string): void {
    const tables = this.declarationsOf(this.checker.getTypeAtLocation(written)).flatMap(
      (declaration) => this.tables.get(declaration) ?? [],
    );
    if (tables.length === 0) this.lost.push(`${file}: ${written.getText()}`);
    for (const table of tables) this.touches.push({ file, table, kind: "writes" });
  }

  private declarationsOf(type: ts.Type): ts.Node[] {
    if (type.isUnionOrIntersection()) return type.types.flatMap((each) => this.declarationsOf(each));
    return [...(type.symbol?.declarations ?? [])];
  }
}

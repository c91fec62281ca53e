import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

const ROOTS = new Set(["Query", "Mutation", "Subscription"]);

/** The folder of the source that declares each operation: `makeOffer` is in `case/negotiation`. */
export function roomsOf(folder) {
  const rooms = new Map();
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".ts")) continue;
    const text = readFileSync(join(folder, path), "utf8");
    if (!/@(Query|Mutation|Subscription)\(/.test(text)) continue;
    const room = dirname(path);
    const visit = (node) => {
      if (ts.isMethodDeclaration(node) && decoratorsOf(node).some((name) => ROOTS.has(name)))
        rooms.set(node.name.getText(), room);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  }
  return rooms;
}

const decoratorsOf = (method) =>
  (ts.getDecorators(method) ?? []).flatMap(({ expression }) =>
    ts.isCallExpression(expression) ? [expression.expression.getText()] : [],
  );

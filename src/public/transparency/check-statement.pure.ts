import Ajv from "ajv";
import schema from "./statement.schema.json";

const check = new Ajv({ allErrors: true }).compile(schema);

/** What in a statement the database would not take, one line each; empty when nothing. */
export function problemsOf(statement: unknown): string[] {
  if (check(statement)) return [];
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message ?? ""}`);
}

import Ajv from "ajv";
import schema from "./statement.schema.json";

const check = new Ajv({ allErrors: true }).compile(schema);

/** The errors for which the database would reject a statement, one line each; empty when there are none. */
export function problemsOf(statement: unknown): string[] {
  if (check(statement)) return [];
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message ?? ""}`);
}

import Ajv, { type ValidateFunction } from "ajv";
import schema from "./statement.schema.json";

/** Made when the first statement is checked: compiling the schema takes a tenth of a start. */
let made: ValidateFunction | undefined;

/** The errors for which the database would reject a statement, one line each; empty when there are none. */
export function problemsOf(statement: unknown): string[] {
  const check = (made ??= new Ajv({ allErrors: true }).compile(schema));
  if (check(statement)) return [];
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message ?? ""}`);
}

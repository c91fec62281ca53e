import pino from "pino";
import { QueryFailedError } from "typeorm";
import { LOG_SERIALIZERS, safeError } from "../../src/platform/telemetry/safe-error";

const SECRET = "11010519491231002X";

/** As mysql2 throws it. */
const driverError = (): Error =>
  Object.assign(new Error(`Duplicate entry '${SECRET}\n    at ${SECRET}' for key 'uq_account_login'`), {
    code: "ER_DUP_ENTRY",
    errno: 1062,
    sqlState: "23000",
    sqlMessage: `Duplicate entry '${SECRET}' for key 'uq_account_login'`,
    sql: `INSERT INTO account VALUES ('${SECRET}')`,
  });
const queryFailed = (): Error => new QueryFailedError("INSERT INTO account VALUES (?)", [SECRET], driverError());

test.each([
  ["the driver's own", driverError],
  ["TypeORM's", queryFailed],
  ["one behind another", () => new Error("the work failed", { cause: queryFailed() })],
  ["several at once", () => new AggregateError([queryFailed(), driverError()], "both failed")],
  [
    "one that carries more",
    () => Object.assign(new Error("no"), { input: { password: SECRET }, parameters: [SECRET] }),
  ],
])("no value is logged of %s", (_, error) => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) }).child({}, { serializers: LOG_SERIALIZERS });
  log.error({ err: error() }, "unexpected error");
  expect(lines.join("")).toContain("safe-error.test.ts");
  expect(lines.join("")).not.toContain(SECRET);
});

test("what is needed to find the fault is", () => {
  expect(safeError(queryFailed())).toMatchObject({
    type: "QueryFailedError",
    message: "the database refused a statement (ER_DUP_ENTRY)",
    code: "ER_DUP_ENTRY",
    errno: 1062,
    sqlState: "23000",
    statement: "INSERT INTO account VALUES (?)",
    stack: expect.stringContaining("safe-error.test.ts"),
  });
  const sqlite = Object.assign(new Error("no such table: message"), { code: "SQLITE_ERROR", name: "SqliteError" });
  expect(safeError(new QueryFailedError("SELECT 1", [SECRET], sqlite))).toMatchObject({
    message: expect.stringContaining("no such table: message"),
    code: "SQLITE_ERROR",
  });
  expect(safeError(new Error("a", { cause: new TypeError("b") }))).toMatchObject({
    cause: { type: "TypeError", message: "b" },
  });
});

test("errors that are none, and those without an end, are survived", () => {
  expect(safeError(undefined)).toBe("a thrown undefined");
  expect(safeError({ password: SECRET })).toBe("a thrown object");
  const round = new Error("round");
  round.cause = round;
  expect(JSON.stringify(safeError(round))).toContain("round");
});

/** An error as the log has it. */
export interface LoggedError {
  type: string;
  message: string;
  stack: string;
  code?: string | number;
  errno?: number;
  sqlState?: string;
  syscall?: string;
  /** With placeholders where its values were. */
  statement?: string;
  cause?: LoggedError | string;
  errors?: (LoggedError | string)[];
}

const DEEPEST = 5;
const LONGEST_STATEMENT = 2_000;
/** SQLite names tables and columns only; other databases put values into their messages: `Duplicate entry '…' for key …`. */
const NAMES_NO_VALUES = /^SQLITE_/;

/**
 * What may be logged of an error: what it is and where it was thrown. None of its other properties: the drivers' errors hold the
 * values of the statement, and some of those are passwords, numbers of identity cards, and what people wrote in confidence.
 */
export function safeError(error: unknown, depth = 0): LoggedError | string {
  if (!(error instanceof Error)) return typeof error === "string" ? error : `a thrown ${typeof error}`;
  const { name, code, errno, sqlState, syscall, query, driverError, cause, errors } = error as Error & Particulars;
  const ofStatement = isOfStatement(error);
  const driver: Particulars = (driverError as Particulars | undefined) ?? { code, errno, sqlState };
  const isSafe = !ofStatement || (typeof driver.code === "string" && NAMES_NO_VALUES.test(driver.code));
  const message = isSafe ? error.message : `the database refused a statement (${String(driver.code ?? driver.errno)})`;
  const inner = driverError === undefined && depth < DEEPEST ? cause : undefined;
  return {
    type: error.constructor.name || name,
    message,
    stack: `${name}: ${message}\n${framesOf(error)}`,
    ...scalars({ code: driver.code ?? code, errno: driver.errno ?? errno, sqlState: driver.sqlState, syscall }),
    ...(ofStatement && typeof query === "string" ? { statement: query.slice(0, LONGEST_STATEMENT) } : {}),
    ...(inner === undefined ? {} : { cause: safeError(inner, depth + 1) }),
    ...(Array.isArray(errors) && depth < DEEPEST
      ? { errors: errors.slice(0, DEEPEST).map((each) => safeError(each, depth + 1)) }
      : {}),
  };
}

interface Particulars {
  code?: unknown;
  errno?: unknown;
  sqlState?: unknown;
  syscall?: unknown;
  query?: unknown;
  driverError?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** TypeORM's, and the drivers' own. */
const isOfStatement = (error: Error): boolean =>
  ["driverError", "parameters", "sqlState", "sqlMessage"].some((property) => property in error) ||
  error.name === "SqliteError";

/** The stack's frames, without the lines before them, which contain the message. */
function framesOf({ stack = "", message }: Error): string {
  return stack
    .slice(Math.max(0, stack.indexOf(message)) + message.length)
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}

const scalars = (values: Record<string, unknown>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string | number] => typeof entry[1] === "string" || typeof entry[1] === "number",
    ),
  );

/** Wherever an error is logged it is called `err`. */
export const LOG_SERIALIZERS = { err: (error: unknown) => safeError(error) };

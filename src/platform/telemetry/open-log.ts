import pino, { type DestinationStream, type Logger } from "pino";
import { AuditFile } from "./audit-file";
import { LOG_SERIALIZERS } from "./safe-error";

export interface LogSettings {
  level: string;
  format: "json" | "pretty";
  /** From how many milliseconds on an operation is slow. */
  slowMs: number;
  /** Lines about operations that are neither slow nor failed by our own fault. */
  mostInASecond: number;
  /** A file for the audit trail alone. */
  auditFile: string | undefined;
}

const STANDARD_ERROR = 2;
/** In bytes: of lines that cannot be written now. */
const MOST_KEPT = 1_048_576;

const REDACT = [
  "req.headers.authorization",
  "*.password",
  "*.currentPassword",
  "*.newPassword",
  "*.accessToken",
  "*.refreshToken",
  "*.deviceToken",
  "connectionParams",
];

export async function openLog({ level, format }: LogSettings, given?: Logger): Promise<Logger> {
  const log = given ?? pino({ level, redact: REDACT }, await destination(format));
  return log.child({}, { serializers: LOG_SERIALIZERS });
}

async function destination(format: LogSettings["format"]): Promise<DestinationStream> {
  const lines = standardError();
  if (format === "json") return lines;
  const { prettyFactory } = await import("pino-pretty");
  const pretty = prettyFactory({ ignore: "pid,hostname" });
  return { write: (line) => lines.write(pretty(line)) };
}

/**
 * Line by line, at some microseconds each: what is written later, in the background, pino writes again and again when the process ends,
 * and on a full disk or to a reader that is gone it never does. Whoever reads a pipe and does not keep up holds the server up, as with
 * everything that is written to standard error. What a full disk does not take is kept until there is room, up to a limit.
 */
function standardError(): ReturnType<typeof pino.destination> {
  const lines = pino.destination({ dest: STANDARD_ERROR, sync: true, maxLength: MOST_KEPT });
  // There is nowhere else to say it; without a listener it would end the process.
  lines.on("error", () => undefined);
  return lines;
}

/** The settings name a file that cannot be written. */
export class LogFileProblem extends Error {}

/** In a file of its own it is complete, however much else is logged. */
export function openAuditLog({ auditFile }: LogSettings, log: Logger): { audit: Logger; file: AuditFile | null } {
  if (auditFile === undefined) return { audit: log.child({ stream: "audit" }), file: null };
  try {
    const file = new AuditFile(auditFile, log);
    return { audit: pino({ level: "info", base: null }, file), file };
  } catch (error) {
    throw new LogFileProblem(`AUDIT_LOG: ${auditFile} cannot be written: ${(error as Error).message}`);
  }
}

import pino, { type DestinationStream, type Logger } from "pino";
import pretty from "pino-pretty";
import { LOG_SERIALIZERS } from "../safe-error";

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
/** For nobody else's eyes. */
const ONLY_OURS = 0o600;

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

export function openLog({ level, format }: LogSettings, given?: Logger): Logger {
  const log = given ?? pino({ level, redact: REDACT }, destination(format));
  return log.child({}, { serializers: LOG_SERIALIZERS });
}

const destination = (format: LogSettings["format"]): DestinationStream =>
  format === "pretty"
    ? pretty({ destination: STANDARD_ERROR, sync: true, ignore: "pid,hostname" })
    : pino.destination(STANDARD_ERROR);

/** The settings name a file that cannot be written. */
export class LogFileProblem extends Error {}

function openFile(path: string): ReturnType<typeof pino.destination> {
  try {
    return pino.destination({ dest: path, mode: ONLY_OURS, sync: true });
  } catch (error) {
    throw new LogFileProblem(`AUDIT_LOG: ${path} cannot be written: ${(error as Error).message}`);
  }
}

/** In a file of its own it is complete, however much else is logged. */
export function openAuditLog({ auditFile }: LogSettings, log: Logger): Logger {
  if (auditFile === undefined) return log.child({ stream: "audit" });
  const file = openFile(auditFile);
  file.on("error", (error: Error) => log.error({ err: error }, "the audit trail cannot be written"));
  return pino({ level: "info", base: null }, file);
}

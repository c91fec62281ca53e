import pino from "pino";
import { LOG_SERIALIZERS } from "../../platform/telemetry/safe-error";
import type { Terminal } from "./terminal";

/** What a command goes on in spite of is told as a server's log has it: without what was written. */
export const logTo = ({ stderr }: Pick<Terminal, "stderr">, level: "warn" | "error"): pino.Logger =>
  pino({ level, serializers: LOG_SERIALIZERS }, { write: (text: string) => void stderr.write(text) });

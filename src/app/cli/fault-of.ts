import { safeError } from "../../platform/telemetry/safe-error";

/** As logs have it: databases put what was written into their messages. */
export function faultOf(error: unknown): string {
  const safe = safeError(error);
  if (typeof safe === "string") return safe;
  return safe.statement === undefined ? safe.stack : `${safe.stack}\n${safe.statement}`;
}

import type { Progress } from "../upkeep/verify-data";
import type { Terminal } from "./terminal";

const EVERY_MS = 200;

/** How far long work is, on one line of a terminal; elsewhere nothing, so that logs stay short. `end` clears the line. */
export function progressLine({ stderr }: Terminal): { progress: Progress; end: () => void } {
  if (!("isTTY" in stderr) || !stderr.isTTY) return { progress: () => undefined, end: () => undefined };
  let toldAt = 0;
  return {
    progress: (what, done, total) => {
      if (Date.now() - toldAt < EVERY_MS) return;
      toldAt = Date.now();
      const share = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : "";
      stderr.write(`\r\u001B[2K${what}: ${done} of ${total}${share}`);
    },
    end: () => void stderr.write("\r\u001B[2K"),
  };
}

import type { Clock } from "../../platform/clock";
import type { Posted, Poster } from "../../platform/carriers/poster";
import type { WebhookAttempt } from "./webhook-delivery.entity";
import type { WebhookProblem } from "./webhook-enums.types";

/** What became of it, and how long the answer asks to be left alone. */
interface Tried {
  attempt: WebhookAttempt;
  waitMs: number;
}

/** Sends it once. */
export async function attemptOf(
  poster: Poster,
  clock: Clock,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<Tried> {
  const at = clock.now();
  const began = performance.now();
  const posted = await poster.post(url, headers, body);
  const problem = problemOf(posted);
  const durationMs = Math.round(performance.now() - began);
  const excerpt = problem === null ? null : posted.excerpt || null;
  return {
    attempt: { at, httpStatus: posted.status, durationMs, problem, excerpt },
    waitMs: posted.status === null ? 0 : posted.waitMs,
  };
}

function problemOf({ status, problem }: Posted): WebhookProblem | null {
  if (status === null) return problem ?? "UNREACHABLE";
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? "REDIRECTED" : "REFUSED";
}

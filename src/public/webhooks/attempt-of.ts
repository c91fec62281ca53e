import type { Clock } from "../../platform/clock";
import type { Posted, Poster } from "../../platform/carriers/poster";
import type { WebhookAttempt } from "./webhook-delivery.entity";
import type { WebhookProblem } from "./webhook-enums.types";

/** Sends it once. */
export async function attemptOf(
  poster: Poster,
  clock: Clock,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<WebhookAttempt> {
  const at = clock.now();
  const began = performance.now();
  const posted = await poster.post(url, headers, body);
  const problem = problemOf(posted);
  return {
    at,
    httpStatus: posted.status,
    durationMs: Math.round(performance.now() - began),
    problem,
    excerpt: problem === null ? null : posted.excerpt || null,
  };
}

function problemOf({ status, problem }: Posted): WebhookProblem | null {
  if (status === null) return problem ?? "UNREACHABLE";
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? "REDIRECTED" : "REFUSED";
}

import { errors } from "jose";
import { Refusal } from "../../platform/refusal";

/** The keys could not be fetched: jose rethrows the error of `fetch`, or says generically that the response was not a key set. */
export function isUnreachable(error: unknown): boolean {
  const isJose = error instanceof errors.JOSEError;
  return (
    !isJose ||
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === "ERR_JOSE_GENERIC"
  );
}

/** The person can do nothing about it. */
export function unreachable(cause: unknown): Refusal {
  const refusal = new Refusal("UNAVAILABLE", { reason: "identityProvider", retryAfter: 5 });
  refusal.cause = cause;
  return refusal;
}

/** Longer than any answer takes that comes at all. */
const PATIENCE_MS = 30_000;

/**
 * A connection that is gone without a word, as in a lift or behind a hotel's sign-in, never answers: what is asked of the server is given
 * up, and can be tried again. Files take as long as they take, and whoever follows a stream listens whether it still speaks.
 */
export const fetchInTime: typeof fetch = (input, init) => {
  if (typeof init?.body !== "string" || isStream(init.headers)) return fetch(input, init);
  const late = new AbortController();
  setTimeout(() => late.abort(), PATIENCE_MS);
  return fetch(input, { ...init, signal: init.signal ? AbortSignal.any([init.signal, late.signal]) : late.signal });
};

const isStream = (headers: HeadersInit | undefined): boolean =>
  new Headers(headers).get("accept") === "text/event-stream";

/** How far the server's clock is ahead of this device's: deadlines are the server's, and a phone's clock may be wrong. */
let ahead = 0;

export const serverNow = (): number => Date.now() + ahead;

/** Learns it from each answer's `Date` header, which has whole seconds: smaller differences are left alone. */
export async function fetchAndLearn(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  const date = Date.parse(response.headers.get("date") ?? "");
  if (!Number.isNaN(date) && Math.abs(date - serverNow()) > 2_000) ahead = date - Date.now();
  return response;
}

/** How far the server's clock is ahead of this device's: deadlines follow the server's clock, and a phone's may be wrong. */
let ahead = 0;

export const serverNow = (): number => Date.now() + ahead;

/** The last moment of a day, in the viewer's own time zone; null, which means now, for today and for an invalid day. */
export function lastMomentOf(day: string | null): string | null {
  if (day === null || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const end = new Date(`${day}T23:59:59.999`);
  const now = new Date(serverNow());
  return Number.isNaN(end.getTime()) || end.toDateString() === now.toDateString() ? null : end.toISOString();
}

/** Reads it from each response's `Date` header, which has whole seconds: smaller differences are ignored. */
export async function fetchAndLearn(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  const date = Date.parse(response.headers.get("date") ?? "");
  if (!Number.isNaN(date) && Math.abs(date - serverNow()) > 2_000) ahead = date - Date.now();
  return response;
}

/** How far the server's clock is ahead of this device's: deadlines are the server's, and a phone's clock may be wrong. */
let ahead = 0;

export const serverNow = (): number => Date.now() + ahead;

/** A day's last moment, in the viewer's own time zone; null for today and for what is no day: as it is now. */
export function lastMomentOf(day: string | null): string | null {
  if (day === null || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const end = new Date(`${day}T23:59:59.999`);
  const now = new Date(serverNow());
  return Number.isNaN(end.getTime()) || end.toDateString() === now.toDateString() ? null : end.toISOString();
}

/** Learns it from each answer's `Date` header, which has whole seconds: smaller differences are left alone. */
export async function fetchAndLearn(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  const date = Date.parse(response.headers.get("date") ?? "");
  if (!Number.isNaN(date) && Math.abs(date - serverNow()) > 2_000) ahead = date - Date.now();
  return response;
}

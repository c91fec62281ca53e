/** How long an answer asks to be left alone, in milliseconds: seconds, or until a date (RFC 9110). 0: it does not. */
export function waitIn(header: string | null | undefined): number {
  if (!header) return 0;
  const wait = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(wait) && wait > 0 ? wait : 0;
}

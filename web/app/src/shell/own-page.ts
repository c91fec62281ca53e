/** A page of ours that an address names; the first page for whatever else it names: a link to the sign-in page must not lead elsewhere. */
export function ownPage(next: string | null): string {
  const first = "/";
  // Browsers take a backslash for a slash, and leave out tabs and line ends.
  if (next === null || !/^\/(?!\/)[^\\\t\n\r]*$/.test(next)) return first;
  const { origin, pathname } = new URL(next, "https://here.invalid");
  return origin === "https://here.invalid" && !pathname.startsWith("//") ? next : first;
}

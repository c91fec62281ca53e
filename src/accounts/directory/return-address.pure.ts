const LONGEST = 1_000;

/** A page of ours that an address names; the first page for whatever else it names: a link must not lead elsewhere by way of us. */
export function returnAddress(given: string | null): string {
  const first = "/";
  if (!given || given.length > LONGEST || !/^\/(?![/\\])[\x21-\x7e]*$/.test(given) || given.includes("\\"))
    return first;
  const { origin, pathname, search, hash } = new URL(given, "https://here.invalid");
  if (origin !== "https://here.invalid" || pathname.startsWith("//")) return first;
  return `${pathname}${search}${hash}`;
}

/** What mail servers take without surprises: ASCII, no quotes, a host with a name. */
const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
const LONGEST_LOCAL = 64;
const LONGEST = 254;

/** As it is compared and sent to; null when it is no address. Mailboxes that differ by case alone are one. */
export function foldEmail(text: string): string | null {
  const folded = text.trim().toLowerCase();
  const isAddress = folded.length <= LONGEST && folded.indexOf("@") <= LONGEST_LOCAL && EMAIL.test(folded);
  return isAddress ? folded : null;
}

/** For its owner to recognise. */
export function maskEmail(folded: string): string {
  const at = folded.lastIndexOf("@");
  const host = folded.slice(at + 1);
  return `${folded.slice(0, 1)}•••@${host.length > 60 ? `…${host.slice(-59)}` : host}`;
}

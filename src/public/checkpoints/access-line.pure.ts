/** What a checkpoint says of the entries of the access log from one moment up to another, which is not among them. */
export interface AccessLine {
  from: number;
  to: number;
  entries: number;
  /** Of all that they say, base64. */
  digest: string;
}

/** A line of a checkpoint's own, which other programs pass over. */
export const accessLine = ({ from, to, entries, digest }: AccessLine): string =>
  `access-log ${new Date(from).toISOString()} ${new Date(to).toISOString()} ${entries} ${digest}`;

/** null: the text has none, as those of 0.1.0. */
export function readAccessLine(text: string): AccessLine | null {
  const [, from, to, entries, digest] = /^access-log (\S+) (\S+) (\d{1,15}) ([A-Za-z0-9+/=]{44})$/m.exec(text) ?? [];
  if (from === undefined || to === undefined || digest === undefined) return null;
  return { from: Date.parse(from), to: Date.parse(to), entries: Number(entries), digest };
}

/** Many times what can be added; whatever a mail says beyond is not read. */
const LONGEST = 100_000;

/**
 * Where mail programs begin to quote what is answered. Of a pattern that begins anywhere, or at each line, no run may go on into the next
 * line's: the number of ways to split a mail of blank lines grows with its square.
 */
const QUOTES: readonly RegExp[] = [
  /^[-_* \t]{2,}(Original Message|Forwarded message|原始邮件|转发的邮件|原邮件)[-_* \t]{2,}/im,
  /^[ \t]*(From|发件人|寄件者)[:：][^\n]*\n[\s\S]{0,400}?^[ \t]*(To|Sent|Date|收件人|发送时间|日期|时间)[:：]/m,
  // The sender's signature.
  /^-- ?$/m,
];

/** By whom and when it was written, over up to three lines. */
const ATTRIBUTIONS: readonly RegExp[] = [
  /^On [^\n]{1,200}?(?:\n(?!On )[^\n]{0,200}?){0,2}wrote:[ \t]*$/gm,
  /^Am [^\n]{1,200}?(?:\n(?!Am )[^\n]{0,200}?){0,2}schrieb[^\n]{0,200}?(?:\n[^\n]{1,200}?)?:[ \t]*$/gm,
  /^在?[ \t]?[^\n]{0,200}(?:写道|寫道)[:：][ \t]*$/gm,
];

/**
 * What the sender of an answer wrote, without what the mail program added. What is quoted line by line is left out wherever it stands: some
 * answer below it, or between. A line that says who wrote begins a quotation where such lines follow, or where it names an address; otherwise it
 * is the sender's own.
 */
export function ownWords(text: string): string {
  let plain = text.slice(0, LONGEST).replace(/\r\n?/g, "\n");
  for (const attribution of ATTRIBUTIONS)
    plain = plain.replace(attribution, (found: string, at: number, all: string) =>
      /^\s*>/.test(all.slice(at + found.length, at + found.length + 5)) ? "" : found,
    );
  plain = plain.replace(/^>.*\n?/gm, "");
  const unsigned = ATTRIBUTIONS.flatMap((attribution) =>
    [...plain.matchAll(attribution)].flatMap(({ 0: found, index }) => (found.includes("@") ? index : [])),
  );
  const ends = [...unsigned, ...QUOTES.map((quote) => plain.search(quote))].filter((at) => at >= 0);
  return plain.slice(0, ends.length > 0 ? Math.min(...ends) : undefined).trim();
}

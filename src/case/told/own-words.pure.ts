/** Many times what can be added; whatever a mail says beyond is not read. */
const LONGEST = 100_000;

/**
 * Where mail programs begin to quote what is answered. Of a pattern that begins anywhere, or at each line, no run may go on into the next
 * line's: the number of ways to split a mail of blank lines grows with its square.
 */
const QUOTES: readonly RegExp[] = [
  /^On [\s\S]{1,300}?wrote:\s*$/m,
  /^Am [\s\S]{1,300}?schrieb[\s\S]{0,200}?:\s*$/m,
  /^在?\s?[^\n]{0,200}(写道|寫道)[:：]\s*$/m,
  /^[-_* \t]{2,}(Original Message|Forwarded message|原始邮件|转发的邮件|原邮件)[-_* \t]{2,}/im,
  /^[ \t]*(From|发件人|寄件者)[:：][^\n]*\n[\s\S]{0,400}?^[ \t]*(To|Sent|Date|收件人|发送时间|日期|时间)[:：]/m,
  /^>/m,
  // The sender's signature.
  /^-- ?$/m,
];

/** What the sender of an answer wrote, without what the mail program added below. */
export function ownWords(text: string): string {
  const plain = text.slice(0, LONGEST).replace(/\r\n?/g, "\n");
  const ends = QUOTES.map((quote) => plain.search(quote)).filter((at) => at >= 0);
  return plain.slice(0, ends.length > 0 ? Math.min(...ends) : undefined).trim();
}

/** Where mail programs begin to quote what is answered. */
const QUOTES: readonly RegExp[] = [
  /^On [\s\S]{1,300}?wrote:\s*$/m,
  /^Am [\s\S]{1,300}?schrieb[\s\S]{0,200}?:\s*$/m,
  /^在?\s?[^\n]{0,200}(写道|寫道)[:：]\s*$/m,
  /^[-_*\s]{2,}\s*(Original Message|Forwarded message|原始邮件|转发的邮件|原邮件)\s*[-_*\s]{2,}/im,
  /^\s*(From|发件人|寄件者)[:：][^\n]*\n[\s\S]{0,400}?^\s*(To|Sent|Date|收件人|发送时间|日期|时间)[:：]/m,
  /^>/m,
  // The sender's signature.
  /^-- ?$/m,
];

/** What the sender of an answer wrote, without what the mail program added below. */
export function ownWords(text: string): string {
  const plain = text.replace(/\r\n?/g, "\n");
  const ends = QUOTES.map((quote) => plain.search(quote)).filter((at) => at >= 0);
  return plain.slice(0, ends.length > 0 ? Math.min(...ends) : undefined).trim();
}

/** What a letter says, in its reader's language. */
export interface LetterWords {
  subject: string;
  paragraphs: readonly string[];
  /** What stands in a text message and on a locked screen; left out: the subject. */
  short?: string;
  /** Where it leads, a path of these pages. */
  link: { label: string; path: string } | null;
  /** Its answers are added to the case. */
  answerable: boolean;
}

export interface MailText {
  subject: string;
  text: string;
  html: string;
}

/** Both forms of a mail. `closing`: what stands below the line. */
export function mailText(
  subject: string,
  parts: readonly Pick<LetterWords, "paragraphs" | "link">[],
  closing: readonly string[],
  publicUrl: string,
  language: string,
): MailText {
  const linkOf = ({ path }: { path: string }): string => `${publicUrl}${path}`;
  const text = parts
    .map(({ paragraphs, link }) => [...paragraphs, ...(link ? [`${link.label}: ${linkOf(link)}`] : [])].join("\n\n"))
    .join("\n\n----\n\n");
  const html = parts
    .map(({ paragraphs, link }) =>
      [
        ...paragraphs.map((each) => `<p>${escaped(each)}</p>`),
        ...(link ? [`<p><a href="${escaped(linkOf(link))}">${escaped(link.label)}</a></p>`] : []),
      ].join("\n"),
    )
    .join("\n<hr>\n");
  return {
    subject,
    text: `${text}\n\n-- \n${closing.join("\n")}\n`,
    html: `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family:sans-serif;line-height:1.5;max-width:40em">
${html}
<hr>
${closing.map((each) => `<p style="color:#555;font-size:.875em">${escaped(each)}</p>`).join("\n")}
</body></html>\n`,
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

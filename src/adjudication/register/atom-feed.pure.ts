import type { FeedItem, FeedPage } from "./feed-page.queries";

/** Atom (RFC 4287; further pages by RFC 5005). */
export function toAtomFeed(page: FeedPage): string {
  const { id, title, description, locale, homeUrl, selfUrl, otherLanguage, nextUrl, updatedAt, items } = page;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">`,
    element("id", id),
    element("title", title),
    element("subtitle", description),
    // Atom wants a date also of an empty feed.
    element("updated", new Date(updatedAt ?? 0).toISOString()),
    `<author>${element("name", "Redress")}</author>`,
    link({ rel: "self", type: "application/atom+xml", href: selfUrl }),
    link({ rel: "alternate", type: "application/json", href: homeUrl }),
    link({
      rel: "alternate",
      type: "application/atom+xml",
      hreflang: otherLanguage.locale,
      href: otherLanguage.url,
    }),
    ...(nextUrl === null ? [] : [link({ rel: "next", type: "application/atom+xml", href: nextUrl })]),
    ...items.map(toEntry),
    "</feed>\n",
  ].join("\n");
}

const toEntry = ({ id, url, title, text, content }: FeedItem): string =>
  [
    "<entry>",
    element("id", id),
    element("title", title),
    element("published", content.at),
    element("updated", content.at),
    link({ rel: "alternate", type: "application/json", href: url }),
    `<category term="${escapeXml(content.kind)}"/>`,
    `<content type="text">${escapeXml(text)}</content>`,
    "</entry>",
  ].join("\n");

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

const link = (attributes: Record<string, string>): string =>
  `<link ${Object.entries(attributes)
    .map(([name, value]) => `${name}="${escapeXml(value)}"`)
    .join(" ")}/>`;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Characters that XML 1.0 cannot hold at all, escaped or not, become U+FFFD. */
const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

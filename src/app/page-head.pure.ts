import type { Locale } from "../platform/identity/actor";

/** What a page is called by those who only see its address: other programs, search engines, a message with a link in it. */
export interface PageHead {
  /** Without the product's name, which is added. */
  title: string;
  description: string;
  /** The address by which it is known, though one may come to it by another. */
  path: string;
}

/** Longer descriptions are cut by everybody who shows them. */
const LONGEST = 200;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** As text between tags, and between quotes. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

/** In one line: people's texts have as many as they like. */
function shorten(text: string): string {
  const line = [...text.replace(/\s+/gu, " ").trim()];
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).join("")}…` : line.join("");
}

/** The built page with the head of one address in it. Nothing in `head` is trusted. */
export function fillHead(
  index: string,
  head: PageHead,
  { publicUrl, locale }: { publicUrl: string; locale: Locale },
): string {
  const title = shorten(head.title);
  const description = shorten(head.description);
  const address = publicUrl + head.path;
  const metas = [
    ["name", "description", description],
    ["property", "og:title", title],
    ["property", "og:description", description],
    ["property", "og:url", address],
    ["property", "og:type", head.path === "/" ? "website" : "article"],
    ["property", "og:site_name", "Redress"],
    ["property", "og:locale", locale === "en" ? "en_GB" : "zh_CN"],
    ["name", "twitter:card", "summary"],
  ].map(([kind = "", name = "", value = ""]) => `<meta ${kind}="${name}" content="${escapeHtml(value)}" />`);
  const filled = [
    `<title>${escapeHtml(`${title} · Redress`)}</title>`,
    `<link rel="canonical" href="${escapeHtml(address)}" />`,
    ...metas,
  ];
  // Functions, because a text's own "$&" would be taken for a place to fill in.
  return index
    .replace(/<html lang="[^"]*"/, () => `<html lang="${locale}"`)
    .replace(/<title>[^<]*<\/title>/, () => filled.join("\n    "));
}

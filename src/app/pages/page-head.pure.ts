import type { Locale } from "../../platform/identity/actor";

/** What a page is called by those who only see its address: other programs, search engines, a message with a link in it. */
export interface PageHead {
  /** Without the product's name, which is added. */
  title: string;
  description: string;
  /** What the page itself shows below its title; null: nothing that is known before the pages' code is there. */
  lead: string | null;
  /** The address by which it is known, though one may come to it by another. */
  path: string;
}

/** Longer descriptions are cut by everybody who shows them. */
const LONGEST = 200;
const LONGEST_LEAD = 600;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** As text between tags, and between quotes. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

/** In one line: people's texts have as many as they like. */
function shorten(text: string, longest = LONGEST): string {
  const line = [...text.replace(/\s+/gu, " ").trim()];
  return line.length > longest ? `${line.slice(0, longest - 1).join("")}…` : line.join("");
}

/** As in web/app/public/icon.svg. */
const EMBLEM =
  '<svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#0b5a9c" /><path d="M8 17l5.5 5.5L24 10" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round" /></svg>';

/**
 * What can be read while the pages' code is on its way over a slow line: the bar, the title, the lead. It is where the page will have it, and
 * is taken away when that is there.
 */
function firstLook({ title, lead, path }: PageHead): string {
  const said = lead === null ? "" : `<p class="prose">${escapeHtml(shorten(lead, LONGEST_LEAD))}</p>`;
  return `<div class="first-look" data-page="${escapeHtml(path.split("/")[1] || "home")}">
      <div class="first-bar">${EMBLEM}Redress</div>
      <div class="first-page"><p class="first-title">${escapeHtml(shorten(title))}</p>${said}</div>
    </div>`;
}

/** The built page with the head of one address in it, and what can be read of it at once. Nothing in `head` is trusted. */
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
    .replace(/<title>[^<]*<\/title>/, () => filled.join("\n    "))
    .replace('<div id="root">', (root) => `${firstLook(head)}\n    ${root}`);
}

import type { FeedPage } from "./feed-page.queries";

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). What machines want to know of an entry stands under `_redress`. */
export function toJsonFeed(page: FeedPage): string {
  const { title, description, locale, homeUrl, selfUrl, nextUrl, items } = page;
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title,
    description,
    language: locale,
    home_page_url: homeUrl,
    feed_url: selfUrl,
    ...(nextUrl === null ? {} : { next_url: nextUrl }),
    authors: [{ name: "Redress", url: homeUrl }],
    items: items.map(({ id, url, title: itemTitle, text, content, entry }) => ({
      id,
      url,
      title: itemTitle,
      content_text: text,
      date_published: content.at,
      language: locale,
      tags: [content.kind],
      _redress: { content, contentSha256: entry.contentSha256, prevHash: entry.prevHash, hash: entry.hash },
    })),
  });
}

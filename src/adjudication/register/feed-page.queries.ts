import { createHash } from "node:crypto";
import { TypeID } from "typeid-js";
import type { Services } from "../../platform/graphql/context";
import type { Locale } from "../../platform/identity/actor";
import { say } from "../../platform/messages/explain";
import { contentOf, type RegisterContent } from "./register-content.pure";
import type { RegisterEntry } from "./register-entry.entity";
import type { RegisterRequest } from "./register-request";
import { textOf, titleOf } from "./register-text.pure";
import { entriesBefore } from "./register.queries";

const PAGE = 50;

export type FeedFormat = "json" | "atom";

/** A page of a feed, before it is formatted. */
export interface FeedPage {
  id: string;
  title: string;
  description: string;
  locale: Locale;
  /** The page about the register as a whole. */
  homeUrl: string;
  selfUrl: string;
  /** The same feed in the other language. */
  otherLanguage: { locale: Locale; url: string };
  nextUrl: string | null;
  /** When the newest entry here was made; null when there is none. */
  updatedAt: number | null;
  items: FeedItem[];
}

export interface FeedItem {
  /** The same in every language and format, and permanent. */
  id: string;
  url: string;
  title: string;
  text: string;
  content: RegisterContent;
  entry: RegisterEntry;
}

export async function readFeedPage(
  { database, publicUrl, tail }: Services,
  request: RegisterRequest,
  format: FeedFormat,
): Promise<FeedPage> {
  const { locale, providerId, before } = request;
  const entries = await entriesBefore(database, before ?? Number.MAX_SAFE_INTEGER, providerId, PAGE + 1);
  const shown = entries.slice(0, PAGE);
  const address = (lang: Locale, from: number | null): string => {
    const query = new URLSearchParams({
      lang,
      ...(providerId === null ? {} : { providerId }),
      ...(from === null ? {} : { before: String(from) }),
    });
    return `${publicUrl}/register/feed.${format}?${query.toString()}`;
  };
  const other: Locale = locale === "en" ? "zh-CN" : "en";
  return {
    id: uuidUrn(`${tail.epoch} ${locale} ${providerId ?? ""}`),
    title: say("register.feed.title", locale),
    description: say("register.feed.description", locale),
    locale,
    homeUrl: `${publicUrl}/register`,
    selfUrl: address(locale, before),
    otherLanguage: { locale: other, url: address(other, before) },
    nextUrl: entries.length > PAGE ? address(locale, shown.at(-1)?.number ?? null) : null,
    updatedAt: shown[0]?.at ?? null,
    items: shown.map((entry) => toItem(entry, locale, publicUrl)),
  };
}

function toItem(entry: RegisterEntry, locale: Locale, publicUrl: string): FeedItem {
  const content = contentOf(entry);
  return {
    id: `urn:uuid:${TypeID.fromString(entry.id).toUUID()}`,
    url: `${publicUrl}/register/entries/${entry.id}`,
    title: titleOf(content, locale),
    text: textOf(content, locale),
    content,
    entry,
  };
}

/** A permanent id that does not depend on the server's address: a UUID made from a hash (RFC 9562, version 8). */
function uuidUrn(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  const variant = (8 + (parseInt(hex[16] ?? "0", 16) % 4)).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

import { contentOf } from "../../adjudication/register/register-content.pure";
import { RegisterEntry } from "../../adjudication/register/register-entry.entity";
import { textOf, titleOf } from "../../adjudication/register/register-text.pure";
import { maySeeListing } from "../../market/listings/listing.policy";
import { Listing } from "../../market/listings/listing.entity";
import { Provider } from "../../market/providers/provider.entity";
import { maySeeProvider } from "../../market/providers/provider.policy";
import type { Reader } from "../../platform/database/reader";
import type { Locale } from "../../platform/identity/actor";
import { isIdOf } from "../../platform/ids";
import { say } from "../../platform/messages/explain";
import { moneyText } from "../../platform/messages/money-text";
import { Guide } from "../../prevention/guides/guide.entity";
import { GuideVersion } from "../../prevention/guides/guide-version.entity";
import type { PageHead } from "./page-head.pure";

type Head = Omit<PageHead, "path">;
type ReadHead = (reader: Reader, id: string, locale: Locale) => Promise<Head | null>;

/** Whoever asks for a page has not shown who they are: it says what a visitor may see. */
const VISITOR = null;

const HEADS = new Map<string, ReadHead>([
  ["public-register", entryHead],
  ["providers", providerHead],
  ["listings", listingHead],
  ["guides", guideHead],
]);

/** Lists of which the pages have one each. */
const LISTS = new Map([
  ["", "home"],
  ["search", "search"],
  ["public-register", "register"],
  ["guides", "guides"],
]);

/** Those that show their description, too. */
const LEADING = new Set(["home", "search", "register"]);

/** The head of a page that has one of its own; null: there is no such page, or none for everybody. */
export async function headOf(reader: Reader, path: string, locale: Locale): Promise<PageHead | null> {
  const [, noun = "", id, ...rest] = path.split("/");
  if (rest.length > 0) return null;
  const list = LISTS.get(noun);
  if (!id)
    return list === undefined
      ? null
      : {
          title: say(`page.${list}.title`, locale),
          description: say(`page.${list}.description`, locale),
          lead: LEADING.has(list) ? say(`page.${list}.description`, locale) : null,
          path: `/${noun}`,
        };
  const head = await HEADS.get(noun)?.(reader, id, locale);
  return head ? { ...head, path } : null;
}

/** The address is of one thing that visitors may see, if it is there. */
export const isOfOne = (path: string): boolean =>
  /^\/([^/]+)\/[^/]+$/.test(path) && HEADS.has(path.split("/")[1] ?? "");

async function entryHead(reader: Reader, id: string, locale: Locale): Promise<Head | null> {
  const entry = isIdOf(RegisterEntry, id) ? await reader.byId(RegisterEntry, id) : null;
  if (!entry) return null;
  const content = contentOf(entry);
  const title = say("page.entry.title", locale, { number: entry.number, what: titleOf(content, locale) });
  const text = textOf(content, locale);
  return { title, description: text, lead: text };
}

async function providerHead(reader: Reader, id: string, locale: Locale): Promise<Head | null> {
  const provider = isIdOf(Provider, id) ? await reader.byId(Provider, id) : null;
  if (!provider || !maySeeProvider(VISITOR, provider)) return null;
  const { legalName, description } = provider;
  return {
    title: legalName,
    description: say("page.provider.description", locale, { name: legalName, said: description ?? "" }),
    lead: description,
  };
}

async function listingHead(reader: Reader, id: string, locale: Locale): Promise<Head | null> {
  const listing = isIdOf(Listing, id) ? await reader.byId(Listing, id) : null;
  if (!listing || !maySeeListing(VISITOR, listing)) return null;
  const provider = await reader.byId(Provider, listing.providerId);
  if (!provider || !maySeeProvider(VISITOR, provider)) return null;
  const { priceAmount, priceCurrency, description } = listing;
  const price = moneyText(priceAmount, priceCurrency, locale);
  return {
    title: `${listing.title} · ${provider.legalName}`,
    description: say("page.listing.description", locale, {
      costs: price,
      provider: provider.legalName,
      said: description,
    }),
    lead: description,
  };
}

async function guideHead(reader: Reader, idOrCode: string, locale: Locale): Promise<Head | null> {
  const guide = isIdOf(Guide, idOrCode)
    ? await reader.byId(Guide, idOrCode)
    : await reader.findOne(Guide, { code: idOrCode });
  const version = guide && (await reader.findOne(GuideVersion, { guideId: guide.id, status: "PUBLISHED" }));
  if (!version) return null;
  const language = locale === "en" ? "en" : "zhCN";
  const summary = version.summary[language];
  return { title: version.title[language], description: summary, lead: summary };
}

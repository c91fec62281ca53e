import type { ReactNode } from "react";
import { Link } from "react-router";
import { useRead } from "../api/use-read";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { defineText, useText } from "../text/language";
import { ListingCard } from "./cards";
import cards from "./cards.module.css";
import { HomeMarketDocument } from "./home.generated";
import styles from "./home.module.css";
import type { ListingBriefFragment } from "./shared.generated";

const text = defineText("homeProviders", {
  en: {
    kept: "Providers who keep their word",
    offers: "On offer now",
    all_one: "{{count}} provider",
    all_other: "All {{count}} providers",
    many: "All {{count}}+ providers",
    none: "Nothing is on offer yet",
  },
  zh: {
    kept: "说到做到的服务商",
    offers: "正在提供的服务",
    all_other: "全部 {{count}} 家服务商",
    many: "全部 {{count}}+ 家服务商",
    none: "还没有上架的商品",
  },
});

const MOST = 4;

/** The first service of each, in the order in which they came: those first who keep most of what they promise. */
function oneOfEach(listings: readonly ListingBriefFragment[]): ListingBriefFragment[] {
  const byProvider = new Map([...listings].reverse().map((listing) => [listing.provider.id, listing]));
  return [...byProvider.values()].reverse().slice(0, MOST);
}

export function HomeProviders(): ReactNode {
  const say = useText(text);
  const read = useRead(HomeMarketDocument, {});
  const shown = oneOfEach(read.data?.listings.nodes ?? []);
  const known = shown.some(({ provider }) => typeof provider.keptRate.share === "number");
  const count = read.data?.providers.totalCount;
  return (
    <section className="stack-tight">
      <div className="row spread">
        <h2>{say(known || !read.data ? "kept" : "offers")}</h2>
        {count && (
          <Link className="small" to="/search?what=providers">
            {count.isAtLeast ? say("many", { count: count.value }) : say("all", { count: count.value })}
          </Link>
        )}
      </div>
      <div className={styles.providers}>
        <Loaded {...read}>
          {() =>
            shown.length === 0 ? (
              <Empty title={say("none")} />
            ) : (
              <ul className={cards.cards}>
                {shown.map((listing) => (
                  <ListingCard key={listing.id} listing={listing} heading="h3" />
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </section>
  );
}

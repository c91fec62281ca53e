import type { District } from "../platform/district";
import { DemoAccount } from "./demo/demo-account.entity";
import { DemoMarket, DemoStory } from "./demo/market/demo-market.entity";
import { DevelopmentResolver } from "./development/development.resolver";
import { robotsRoute, sitemapRoute } from "./sitemap-routes";
import { MovedClock } from "./development/moved-clock.entity";

/** The demo, the development tools, and what search engines ask for. */
export const APP: District = {
  entities: [DemoAccount, DemoMarket, DemoStory, MovedClock],
  resolvers: [DevelopmentResolver],
  routes: { "sitemap.xml": { open: sitemapRoute, points: 20 }, "robots.txt": { open: robotsRoute } },
};

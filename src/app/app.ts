import type { District } from "../platform/district";
import { DemoAccount } from "./demo/demo-account.entity";
import { DevelopmentResolver } from "./development/development.resolver";
import { robotsRoute, sitemapRoute } from "./sitemap-routes";

/** The demo, the development tools, and what search engines ask for. */
export const APP: District = {
  entities: [DemoAccount],
  resolvers: [DevelopmentResolver],
  routes: { "sitemap.xml": { open: sitemapRoute, points: 20 }, "robots.txt": { open: robotsRoute } },
};

import type { District } from "../platform/district";
import { DemoAccount } from "./demo/demo-account.entity";
import { DemoMarket, DemoStory } from "./demo/market/demo-market.entity";
import { DevelopmentResolver } from "./development/development.resolver";
import { FetchOrderResolver } from "./intake/fetch-order.resolver";
import { intakeRoute } from "./intake/intake-routes";
import { Sandbox } from "./sandboxes/sandbox.entity";
import { SandboxResolver } from "./sandboxes/sandbox.resolver";
import { sweepSandboxes } from "./sandboxes/sweep-sandboxes";
import { robotsRoute, sitemapRoute } from "./sitemap-routes";
import { MovedClock } from "./development/moved-clock.entity";

/** The demo, the development tools, what search engines ask for, and what marketplaces send. */
export const APP: District = {
  entities: [DemoAccount, DemoMarket, DemoStory, MovedClock, Sandbox],
  resolvers: [DevelopmentResolver, FetchOrderResolver, SandboxResolver],
  sweeps: [sweepSandboxes],
  routes: {
    intake: { open: intakeRoute, takesLong: true },
    "sitemap.xml": { open: sitemapRoute, points: 20 },
    "robots.txt": { open: robotsRoute },
  },
};

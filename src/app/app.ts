import type { District } from "../platform/district";
import { DemoAccount } from "./demo/demo-account.entity";
import { DemoMarket, DemoStory } from "./demo/market/demo-market.entity";
import { DevelopmentResolver } from "./development/development.resolver";
import { EventRelayPlace } from "./events-out/event-relay-place.entity";
import { FetchOrderResolver } from "./intake/fetch-order.resolver";
import { intakeRoute } from "./intake/intake-routes";
import { Sandbox } from "./sandboxes/sandbox.entity";
import { SandboxResolver } from "./sandboxes/sandbox.resolver";
import { sweepSandboxes } from "./sandboxes/sweep-sandboxes";
import { robotsRoute, sitemapRoute } from "./pages/sitemap-routes";
import { MovedClock } from "./development/moved-clock.entity";
import { WarehouseDay } from "./warehouse/warehouse-day.entity";

/** The demo, the development tools, what search engines ask for, what marketplaces send, and what leaves for them. */
export const APP: District = {
  entities: [DemoAccount, DemoMarket, DemoStory, EventRelayPlace, MovedClock, Sandbox, WarehouseDay],
  resolvers: [DevelopmentResolver, FetchOrderResolver, SandboxResolver],
  sweeps: [sweepSandboxes],
  routes: {
    intake: { open: intakeRoute, takesLong: true },
    "sitemap.xml": { open: sitemapRoute, points: 20 },
    "robots.txt": { open: robotsRoute },
  },
};

import type { District } from "../platform/district";
import { DemoAccount } from "./demo/demo-account.entity";
import { DemoMarket, DemoStory } from "./demo/market/demo-market.entity";
import { DevelopmentResolver } from "./development/development.resolver";
import { MovedClock } from "./development/moved-clock.entity";

/** The demo and the development tools. */
export const APP: District = {
  entities: [DemoAccount, DemoMarket, DemoStory, MovedClock],
  resolvers: [DevelopmentResolver],
};

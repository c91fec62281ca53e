import type { District } from "../platform/district";
import { DemoAccount } from "./demo/demo-account.entity";
import { DevelopmentResolver } from "./development/development.resolver";

/** The demo and the development tools. */
export const APP: District = {
  entities: [DemoAccount],
  resolvers: [DevelopmentResolver],
};

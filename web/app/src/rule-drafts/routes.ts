import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/rule-drafts", lazy: () => import("./rule-drafts.page") },
  { path: "/rule-drafts/:id", lazy: () => import("./draft.page") },
  { path: "/rule-replays/:id", lazy: () => import("./replay.page") },
];

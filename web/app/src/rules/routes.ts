import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/rules", lazy: () => import("./rules.page") },
  { path: "/rules/:code", lazy: () => import("./rule.page") },
];

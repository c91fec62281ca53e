import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/house-rules", lazy: () => import("./house-rules.page") },
  { path: "/house-rules/changes", lazy: () => import("./house-rule-changes.page") },
];

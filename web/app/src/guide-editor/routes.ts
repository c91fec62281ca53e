import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/guide-editor", lazy: () => import("./guide-list.page") },
  { path: "/guide-editor/:id", lazy: () => import("./guide.page") },
];

import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/desk", lazy: () => import("./queue.page") },
  { path: "/desk/texts", lazy: () => import("./texts.page") },
  { path: "/desk/figures", lazy: () => import("./figures.page") },
  { path: "/cases/:id/ruling", lazy: () => import("./ruling.page") },
  { path: "/cases/:id/appeal", lazy: () => import("./appeal.page") },
];

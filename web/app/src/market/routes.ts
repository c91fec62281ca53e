import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/", lazy: () => import("./home.page") },
  { path: "/search", lazy: () => import("./search.page") },
  { path: "/providers/:id", lazy: () => import("./provider.page") },
  { path: "/listings/:id", lazy: () => import("./listing.page") },
  { path: "/compare", lazy: () => import("./compare.page") },
];

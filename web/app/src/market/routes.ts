import type { RouteObject } from "react-router";
import { Start } from "./start";

export const routes: RouteObject[] = [
  { path: "/", Component: Start },
  { path: "/search", lazy: () => import("./search.page") },
  { path: "/providers/:id", lazy: () => import("./provider.page") },
  { path: "/listings/:id", lazy: () => import("./listing.page") },
  { path: "/compare", lazy: () => import("./compare.page") },
];

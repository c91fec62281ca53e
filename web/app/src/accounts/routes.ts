import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/account", lazy: () => import("./account.page") },
  { path: "/accounts", lazy: () => import("./accounts.page") },
];

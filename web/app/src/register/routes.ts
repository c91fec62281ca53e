import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/public-register", lazy: () => import("./register.page") },
  { path: "/public-register/:entryId", lazy: () => import("./entry.page") },
];

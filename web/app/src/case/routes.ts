import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/cases", lazy: () => import("./my-cases.page") },
  { path: "/cases/:id", lazy: () => import("./case.page") },
];

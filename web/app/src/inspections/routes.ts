import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/inspections", lazy: () => import("./inspections.page") },
  { path: "/inspections/plans", lazy: () => import("./plans.page") },
  { path: "/inspections/:id", lazy: () => import("./inspection.page") },
];

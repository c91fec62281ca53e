import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/training", lazy: () => import("./training.page") },
  { path: "/training/courses/:id", lazy: () => import("./course.page") },
];

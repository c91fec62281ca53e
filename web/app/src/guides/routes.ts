import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/guides", lazy: () => import("./guides.page") },
  { path: "/guides/:id", lazy: () => import("./guide.page") },
];

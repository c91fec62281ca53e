import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/vetting", lazy: () => import("./queue.page") },
  { path: "/vetting/:id", lazy: () => import("./application.page") },
];

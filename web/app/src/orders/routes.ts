import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/orders", lazy: () => import("./orders.page") },
  { path: "/orders/find", lazy: () => import("./find-order.page") },
  { path: "/orders/:id", lazy: () => import("./order.page") },
  { path: "/orders/:id/complain", lazy: () => import("./complain.page") },
];

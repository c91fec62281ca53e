import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/business", lazy: () => import("./businesses.page") },
  {
    path: "/business/:providerId",
    lazy: () => import("./business.layout"),
    children: [
      { index: true, lazy: () => import("./overview.page") },
      { path: "listings", lazy: () => import("./listings.page") },
      { path: "promises", lazy: () => import("./promises.page") },
      { path: "orders", lazy: () => import("./orders.page") },
      { path: "cases", lazy: () => import("./cases.page") },
      { path: "penalties", lazy: () => import("./penalties.page") },
      { path: "deposit", lazy: () => import("./deposit.page") },
      { path: "vetting", lazy: () => import("./vetting.page") },
      { path: "courses", lazy: () => import("./courses.page") },
      { path: "members", lazy: () => import("./members.page") },
    ],
  },
];

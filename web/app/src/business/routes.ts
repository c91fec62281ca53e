import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { path: "/business", lazy: () => import("./businesses.page") },
  {
    path: "/business/:providerId",
    lazy: () => import("./business.layout"),
    children: [
      { index: true, lazy: () => import("./overview/overview.page") },
      { path: "listings", lazy: () => import("./listings/listings.page") },
      { path: "promises", lazy: () => import("./promises/promises.page") },
      { path: "orders", lazy: () => import("./orders/orders.page") },
      { path: "cases", lazy: () => import("./cases/cases.page") },
      { path: "penalties", lazy: () => import("./penalties/penalties.page") },
      { path: "deposit", lazy: () => import("./deposit/deposit.page") },
      { path: "vetting", lazy: () => import("./vetting/vetting.page") },
      { path: "courses", lazy: () => import("./courses/courses.page") },
      { path: "api-clients", lazy: () => import("./api-clients/api-clients.page") },
      { path: "members", lazy: () => import("./members/members.page") },
    ],
  },
];

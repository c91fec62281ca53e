import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [{ path: "/accounts", lazy: () => import("./accounts.page") }];

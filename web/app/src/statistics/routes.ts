import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [{ path: "/statistics", lazy: () => import("./statistics.page") }];

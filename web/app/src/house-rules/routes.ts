import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [{ path: "/house-rules", lazy: () => import("./house-rules.page") }];

import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [{ path: "/finance", lazy: () => import("./finance.page") }];

import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [{ path: "/lead", lazy: () => import("./lead.page") }];

import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [{ path: "/public-figures", lazy: () => import("./public-figures.page") }];

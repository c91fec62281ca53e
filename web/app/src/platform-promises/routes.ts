import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [{ path: "/platform-promises", lazy: () => import("./platform-promises.page") }];

import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [{ path: "/api-clients", lazy: () => import("./api-clients.page") }];

import { createContext, useContext } from "react";
import type { Mutation, Query, Role, Subscription } from "../api/schema.generated";
import type { ViewerQuery } from "./viewer.generated";

/** A query, mutation or subscription of the API. */
export type Operation = Exclude<keyof Query | keyof Mutation | keyof Subscription, "__typename">;

export type Viewer = NonNullable<ViewerQuery["viewer"]> & Pick<ViewerQuery, "openOperations" | "inbox">;

/** The person viewing; null for a visitor. What they may do with an object is in its `availableActions`, never derived from this. */
export const ViewerContext = createContext<Viewer | null>(null);

export const useViewer = (): Viewer | null => useContext(ViewerContext);

/** Whether the viewer's roles permit the operation: only then are its links and its “new …” buttons shown. */
export const isOpen = (viewer: Viewer | null, operation: Operation): boolean =>
  viewer?.openOperations.includes(operation) ?? false;

export const useIsOpen = (operation: Operation): boolean => isOpen(useViewer(), operation);

const STAFF: readonly Role[] = ["MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "FINANCE", "TRAINER", "AUDITOR", "ADMIN"];

export const isStaff = (viewer: Viewer | null): boolean => (viewer?.roles ?? []).some((role) => STAFF.includes(role));

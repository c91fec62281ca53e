import { createContext, useContext } from "react";
import type { Role } from "../api/schema.generated";
import type { ViewerQuery } from "./viewer.generated";

export type Viewer = NonNullable<ViewerQuery["viewer"]>;

/** Who is looking; null for a visitor. What they may do with a thing is the thing's `availableActions`, never worked out from this. */
export const ViewerContext = createContext<Viewer | null>(null);

export const useViewer = (): Viewer | null => useContext(ViewerContext);

const STAFF: readonly Role[] = ["MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "TRAINER", "AUDITOR", "ADMIN"];

export const isStaff = (viewer: Viewer | null): boolean => (viewer?.roles ?? []).some((role) => STAFF.includes(role));

import type { Role } from "../api/schema.generated";
import { useViewer } from "../shell/viewer";

/** Which tools of the desk one is shown, as the navigation is by role; what may be done with them the server says. */
const TOOLS = { bulk: ["LEAD_MODERATOR"], routing: ["ADMIN"] } as const satisfies Record<string, readonly Role[]>;

export function useDeskTool(tool: keyof typeof TOOLS): boolean {
  const roles = useViewer()?.roles ?? [];
  return TOOLS[tool].some((role) => roles.includes(role));
}

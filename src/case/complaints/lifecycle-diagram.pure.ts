import { LIFECYCLE, PLATFORM_STATES, type Move } from "./complaint.lifecycle";

/** The table as a Mermaid state diagram, without the arrows that stay in their state. */
export function lifecycleDiagram(): string {
  const arrows = (LIFECYCLE as readonly Move[]).flatMap(({ row, action, from, to, who, closes }) =>
    to === null
      ? []
      : from
          .flatMap((state) => (to === "STAYED_FROM" ? PLATFORM_STATES.map((back) => [state, back]) : [[state, to]]))
          .map(
            ([state, end]) =>
              `  ${state} --> ${end}: ${row} ${action} (${who.join(", ").toLowerCase()})${closes ? ` = ${closes}` : ""}`,
          ),
  );
  return [
    "stateDiagram-v2",
    "  [*] --> NEGOTIATING: 1 openComplaint (consumer)",
    "  [*] --> SUBMITTED: 2 openComplaint, grave, provider barred or new facts",
    // An action may have several clocks.
    ...new Set(arrows),
    "  CLOSED --> [*]",
  ].join("\n");
}

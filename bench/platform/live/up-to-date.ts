/** The first message of every stream: no event yet. The cursor is as long as a real one. */
export const UP_TO_DATE = { cursor: "c".repeat(240), caughtUp: true, event: null, complaint: null };

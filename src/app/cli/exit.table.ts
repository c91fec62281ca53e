/** Exit codes of `redress`. */
export const EXIT = { FAULT: 1, USAGE: 2, REFUSED: 3, DATABASE: 4, NOT_AS_IT_MUST_BE: 5 } as const;

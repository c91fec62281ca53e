/** Of a row of case_request: it still waits for an answer. */
export const REQUEST_IS_OPEN = "answered_at IS NULL AND missed_at IS NULL AND lapsed_at IS NULL";

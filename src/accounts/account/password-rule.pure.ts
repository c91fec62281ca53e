export const LEAST_PASSWORD = 10;
export const LONGEST_PASSWORD = 200;

/** For the schema's descriptions of a new password. */
export const PASSWORD_RULE = `At least ${LEAST_PASSWORD} characters, taken as they are typed: spaces at the ends count. Refused when it is common, a simple pattern, or contains one's login or name.`;

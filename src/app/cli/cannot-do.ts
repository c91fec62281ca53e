/** An error with a message for the operator. */
export class CannotDo extends Error {}

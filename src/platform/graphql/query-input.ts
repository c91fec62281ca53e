/** The one argument `input` of a query with many parameters; errors in it are named from there. */
export abstract class QueryInput {}

/** The one argument `input` of a query that takes many particulars; what is wrong in it is named from there. */
export abstract class QueryInput {}

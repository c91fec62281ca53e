/** What graphql-js says after a value that it quotes from the client: where it is, and what is wrong with it. */
const WRONG_VALUE =
  /^(Variable "\$\w+" got) invalid value [\s\S]*?(?: at ("[\w.[\]]+"))?; (?=Field "|Expected |\w+ (?:cannot|must) |Enum "|Value ")/;

/**
 * The error's message without the values it repeats: one of them may be a password, and messages are shown, forwarded and logged
 * by their recipients. The client knows what it sent; the message says where it was wrong.
 */
export function unquoted(message: string): string {
  return (
    message
      .replace(
        WRONG_VALUE,
        (_all, begin: string, place?: string) => `${begin} an invalid value${place ? ` at ${place}` : ""}; `,
      )
      .replace(/^(Variable "\$\w+" got) invalid value [\s\S]*$/, "$1 an invalid value.")
      // Bounded: where graphql-js quotes before it says this, the words are the client's, and may be any number.
      .replace(
        /( cannot represent (?:an? )?[\w -]{0,40}?(?:value|number|integer)s?(?: [\w -]{1,40})?): [\s\S]*$/,
        "$1.",
      )
      .replace(/(Expected value of type "[^"]*", found) (?!null\.$)[\s\S]*$/, "$1 another.")
      .replace(/\b(found|Unexpected) (Int|Float|String|BlockString) [\s\S]*$/, "$1 $2.")
  );
}

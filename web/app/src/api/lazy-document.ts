import { gql } from "urql";

/**
 * An operation, read once it is sent: a page has dozens that only come after a press of a button, and reading and naming them all took
 * longer than any other script of a first view.
 *
 * @public Of the generated files, which are not looked at for what is used.
 */
export function lazyDocument(text: string): object {
  let read: ReturnType<typeof gql> | undefined;
  const node = (): ReturnType<typeof gql> => (read ??= gql(text));
  return {
    kind: "Document",
    get definitions() {
      return node().definitions;
    },
    get loc() {
      return node().loc;
    },
    /** By which urql knows a document that it has read. */
    get __key() {
      return (node() as { __key?: number }).__key;
    },
  };
}

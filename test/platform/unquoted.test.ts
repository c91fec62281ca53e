import { getOperationAST, getVariableValues, parse, validate, buildSchema } from "graphql";
import { unquoted } from "../../src/platform/graphql/unquoted";

const SECRET = 'pass; "word" at "x"; Field';
const schema = buildSchema(`
  type Query { ok: Boolean }
  input SignIn { login: String! password: String! since: Int }
  type Mutation { signIn(input: SignIn!): Boolean }
`);

/** What graphql-js says of the document, or of the variables. */
function said(source: string, variables: Record<string, unknown> = {}): string[] {
  let document;
  try {
    document = parse(source);
  } catch (error) {
    return [(error as Error).message];
  }
  const operation = getOperationAST(document);
  const wrong = validate(schema, document);
  const coerced = getVariableValues(schema, operation?.variableDefinitions ?? [], variables);
  return [...wrong, ...(coerced.errors ?? [])].map(({ message }) => message);
}

const IN_ONE = "mutation ($input: SignIn!) { signIn(input: $input) }";
const IN_PARTS = 'mutation ($password: String!) { signIn(input: { login: "mei", password: $password }) }';
const LITERAL = JSON.stringify(SECRET);

test.each([
  ["something beside it", IN_ONE, { input: { login: "mei", password: SECRET, more: 1 } }],
  ["something missing", IN_ONE, { input: { password: SECRET } }],
  ["a list", IN_ONE, { input: { login: "mei", password: [SECRET] } }],
  ["an object", IN_ONE, { input: { login: "mei", password: { text: SECRET } } }],
  ["in the wrong field", IN_ONE, { input: { login: "mei", password: "x", since: SECRET } }],
  ["the whole input", IN_ONE, { input: SECRET }],
  ["a variable that is a list", IN_PARTS, { password: [SECRET] }],
  ["a literal in a list", `mutation { signIn(input: { login: "mei", password: [${LITERAL}] }) }`, {}],
  ["a literal in place of the input", `mutation { signIn(input: ${LITERAL}) }`, {}],
  ["a colon forgotten", `mutation { signIn(input: { login: "mei", password ${LITERAL} }) }`, {}],
  ["a stray text", `mutation { signIn(input: { login: "mei" ${LITERAL} }) }`, {}],
])("a message does not repeat a password: %s", (_what, source, variables) => {
  const messages = said(source, variables);
  expect(messages).not.toEqual([]);
  for (const message of messages) {
    expect(message).toContain("pass");
    expect(unquoted(message)).not.toMatch(/pass;|"word|word\\"/);
  }
});

test("what is wrong, and where, is still said", () => {
  const [message = ""] = said(IN_ONE, { input: { login: "mei", password: 12345678 } });
  expect(unquoted(message)).toBe(
    'Variable "$input" got an invalid value at "input.password"; String cannot represent a non string value.',
  );
  const [unknown = ""] = said(IN_ONE, { input: { login: "mei", password: "x", more: 1 } });
  expect(unquoted(unknown)).toBe(
    'Variable "$input" got an invalid value; Field "more" is not defined by type "SignIn".',
  );
  expect(unquoted('Cannot query field "x" on type "Query".')).toBe('Cannot query field "x" on type "Query".');
});

test("words of the client that look like what graphql-js says cost no more than others", () => {
  const words = " cannot represent value".repeat(10_000);
  for (const [source, variables] of [
    [`mutation { signIn(input: ${JSON.stringify(words)}) }`, {}],
    [IN_ONE, { input: { login: "mei", password: [`; Expected ${words}`] } }],
  ] as const)
    for (const message of said(source, variables)) expect(unquoted(message).length).toBeGreaterThan(0);
});

import { rules as all, parser } from "@graphql-eslint/eslint-plugin";

/*
 * How the schema and the operations are written, for `npm run check`. What changes between releases, when what is deprecated goes, and
 * that descriptions say something, bin/schema-gate.mjs holds.
 */
const plugins = { "@graphql-eslint": { rules: all } };
const errors = (rules) =>
  Object.fromEntries(
    Object.entries(rules).map(([name, options]) => [`@graphql-eslint/${name}`, ["error", ...options]]),
  );

const schema = "schema/schema.graphql";
const examples = "schema/operations/*.graphql";
const pages = "web/app/src/**/*.graphql";
const client = "clients/typescript/src/*.graphql";
// Names are unique among the pages, among the examples and in the client, not among all of them.
const projects = {
  schema: { schema, include: [schema] },
  examples: { schema, documents: [examples], include: [examples] },
  pages: { schema, documents: [pages], include: [pages] },
  client: { schema, documents: [client], include: [client] },
};
const languageOptions = { parser, parserOptions: { graphQLConfig: { projects } } };

/*
 * Left out, and why:
 * - alphabetize: fields stand in the order in which one reads them; what must be given comes first among arguments.
 * - known-…, lone-schema-definition, possible-type-extension, provided-required-arguments, the other unique-…: graphql-js checks them
 *   when it builds the schema.
 * - no-root-type: there are mutations and subscriptions.
 * - no-typename-prefix: `CaughtUp.caughtUp` is the name that it has in every live update.
 * - no-unused-fields: what our own pages do not ask for is there for others.
 * - relay-edge-types' listTypeCanWrapOnlyEdgeType: what a rule bounds is a plain list (decision 138).
 * - require-deprecation-date: it wants an argument that `@deprecated` does not have; the day stands in the reason.
 * - require-field-of-type-query-in-mutation-result: payloads carry what has changed, and a second query is one more field of a client's cache.
 * - require-nullable-fields-with-oneof, require-type-pattern-with-oneof: no input is one of several.
 * - require-nullable-result-in-root: queries by id are nullable (decision 138); lists are always there, if only empty.
 * - strict-id-in-types: a sum of money, an edge or a figure has no id.
 */
const ofSchema = {
  "description-style": [],
  "input-name": [{ checkInputType: false, checkQueries: false, checkMutations: true }],
  "naming-convention": [
    {
      types: "PascalCase",
      FieldDefinition: "camelCase",
      InputValueDefinition: "camelCase",
      DirectiveDefinition: "camelCase",
      EnumValueDefinition: "UPPER_CASE",
      "FieldDefinition[parent.name.value=Query]": { forbiddenPatterns: [/^(query|get)/i, /query$/i] },
      "FieldDefinition[parent.name.value=Mutation]": { forbiddenPatterns: [/(^mutation)|(mutation$)/i] },
      "FieldDefinition[parent.name.value=Subscription]": { forbiddenPatterns: [/(^subscription)|(subscription$)/i] },
      EnumTypeDefinition: { forbiddenPatterns: [/(^enum)|(enum$)/i] },
      InterfaceTypeDefinition: { forbiddenPatterns: [/(^interface)|(interface$)/i] },
    },
  ],
  "no-hashtag-description": [],
  "no-scalar-result-type-on-mutation": [],
  "no-unreachable-types": [],
  "relay-arguments": [{ includeBoth: true }],
  "relay-connection-types": [],
  "relay-edge-types": [{ withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }],
  "relay-page-info": [],
  "require-deprecation-reason": [],
  "require-description": [
    {
      types: true,
      rootField: true,
      DirectiveDefinition: true,
      EnumValueDefinition: true,
      FieldDefinition: true,
      InputValueDefinition: true,
    },
  ],
  "unique-enum-value-names": [],
};

/*
 * Left out, and why:
 * - alphabetize: an example is read from the top; a page asks in the order in which it shows.
 * - lone-executable-definition, match-document-filename: a page's operations stand beside it in one file; examples are numbered.
 * - no-one-place-fragments: a fragment names what a component needs, also when there is one such component.
 * - require-import-fragment: the generated client brings the fragments together.
 * - selection-set-depth: the server's own limits hold (test/schema/page-costs).
 */
const ofOperations = {
  "executable-definitions": [],
  "fields-on-correct-type": [],
  "fragments-on-composite-type": [],
  "known-argument-names": [],
  "known-directives": [],
  "known-fragment-names": [],
  "known-type-names": [],
  "lone-anonymous-operation": [],
  "naming-convention": [
    {
      VariableDefinition: "camelCase",
      OperationDefinition: {
        style: "PascalCase",
        forbiddenPatterns: [/^(query|mutation|subscription|get)/i, /(query|mutation|subscription)$/i],
      },
      FragmentDefinition: { style: "PascalCase", forbiddenPatterns: [/(^fragment)|(fragment$)/i] },
    },
  ],
  "no-anonymous-operations": [],
  "no-deprecated": [],
  "no-duplicate-fields": [],
  "no-fragment-cycles": [],
  "no-undefined-variables": [],
  "no-unused-fragments": [],
  "no-unused-variables": [],
  "one-field-subscriptions": [],
  "overlapping-fields-can-be-merged": [],
  "possible-fragment-spread": [],
  "provided-required-arguments": [],
  "require-selections": [],
  "scalar-leafs": [],
  "unique-argument-names": [],
  "unique-directive-names-per-location": [],
  "unique-fragment-name": [],
  "unique-input-field-names": [],
  "unique-operation-name": [],
  "unique-variable-names": [],
  "value-literals-of-correct-type": [],
  "variables-are-input-types": [],
  "variables-in-allowed-position": [],
};

export default [
  { ignores: ["**/*.{js,mjs,ts,tsx}"] },
  { files: [schema], plugins, languageOptions, rules: errors(ofSchema) },
  { files: [examples, pages, client], plugins, languageOptions, rules: errors(ofOperations) },
];

import { createHash } from "node:crypto";
import {
  execute,
  getNamedType,
  getOperationAST,
  GraphQLError,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  print,
} from "graphql";

/** What stands for this server in recorded answers. */
const RECORDED_URL = "http://localhost:4000";

/** Values of scalars of which nothing was recorded. */
const SAMPLES = { ID: "smp_00000000000000000000000001", String: "sample", Int: 1, Float: 1, Boolean: false };

/** The most that a page has. */
const MOST = 100;

const hashOf = (document) => createHash("sha256").update(print(document)).digest("hex");

/**
 * Answers of a real server. A document that was recorded gets its own answer; any other is answered field by field: what was recorded of the
 * same field, or else a value of the right type.
 */
export class Answers {
  /** Of each type, what was recorded of its fields. */
  pool = new Map();
  /** The recorded documents, by their hashes. */
  known = new Map();
  twins = new WeakMap();

  constructor({ schema, recorded, documents, url, now = Date.now }) {
    this.schema = schema;
    this.url = url;
    this.ahead = () => now() - Date.parse(recorded.at);
    for (const document of documents) {
      const name = getOperationAST(document).name.value;
      const answer = recorded.answers[name];
      if (answer === undefined) throw new Error(`no answer was recorded for ${name}`);
      this.known.set(hashOf(document), answer);
      for (const data of [answer].flat()) this.learn(document, data);
    }
  }

  /** The answers of one operation, one after the other: of a query or mutation there is one. */
  to(document, operationName, variables, requestId) {
    const recorded = this.known.get(hashOf(document));
    const run = (data) => this.run({ document, operationName, variables, data, requestId });
    return recorded === undefined ? [run(null)] : [recorded].flat().map(run);
  }

  run({ document, operationName, variables, data, requestId }) {
    return execute({
      schema: this.schema,
      document,
      operationName,
      variableValues: variables,
      rootValue: data ?? {},
      fieldResolver: (source, given, _context, info) => {
        refuseSlice(given, requestId);
        const value = source[data === null ? info.fieldName : info.path.key];
        const answer = this.present(value === undefined ? this.guess(info) : value, info.returnType);
        if (info.parentType !== this.schema.getMutationType()) return answer;
        return { ...answer, clientMutationId: given.input?.clientMutationId ?? null };
      },
      typeResolver: (value) => value.__typename,
    });
  }

  /** Of the same field of another answer; else a sample. */
  guess({ parentType, fieldName, returnType }) {
    return this.pool.get(parentType.name)?.[fieldName] ?? this.sample(returnType);
  }

  sample(type) {
    if (isNonNullType(type)) return this.sample(type.ofType);
    if (isListType(type)) return [this.sample(type.ofType)];
    if (isEnumType(type)) return type.getValues()[0].name;
    if (isObjectType(type)) return { __typename: type.name };
    if (isAbstractType(type)) {
      const types = this.schema.getPossibleTypes(type);
      return { __typename: (types.find(({ name }) => this.pool.has(name)) ?? types[0]).name };
    }
    if (type.name === "DateTime") return new Date(Date.now() - this.ahead()).toISOString();
    if (type.name === "JSON") return {};
    return SAMPLES[type.name] ?? SAMPLES.Int;
  }

  /** Times as far from now as they were then; addresses of this server. */
  present(value, type) {
    if (Array.isArray(value)) return value.map((each) => this.present(each, type));
    if (typeof value !== "string") return value;
    if (getNamedType(type).name === "DateTime") return new Date(Date.parse(value) + this.ahead()).toISOString();
    return value.startsWith(RECORDED_URL) ? this.url() + value.slice(RECORDED_URL.length) : value;
  }

  /** Files an answer by types and fields, whatever its document called them. */
  learn(document, data) {
    const operation = getOperationAST(document);
    const fragments = new Map(
      document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
    );
    const visit = (type, { selections }, value) => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) this.file(type, selection, value, visit);
        else {
          const { typeCondition, selectionSet } =
            selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
          const condition = typeCondition === undefined ? type : this.schema.getType(typeCondition.name.value);
          if (condition === type || (isAbstractType(condition) && this.schema.isSubType(condition, type)))
            visit(type, selectionSet, value);
        }
      }
    };
    visit(this.schema.getRootType(operation.operation), operation.selectionSet, data);
  }

  file(type, { name, alias, selectionSet }, source, visit) {
    const field = name.value;
    if (field === "__typename") return;
    const value = source[(alias ?? name).value];
    const twin = selectionSet === undefined ? value : this.twinOf(value);
    this.twinOf(source)[field] ??= twin;
    const fields = this.pool.get(type.name) ?? {};
    fields[field] ??= twin;
    this.pool.set(type.name, fields);
    if (selectionSet === undefined) return;
    const declared = getNamedType(type.getFields()[field].type);
    for (const each of [value].flat(Infinity))
      if (each) visit(this.schema.getType(each.__typename ?? declared.name), selectionSet, each);
  }

  /** The same object under the names of its fields. */
  twinOf(value) {
    if (Array.isArray(value)) return value.map((each) => this.twinOf(each));
    if (typeof value !== "object" || value === null) return value;
    let twin = this.twins.get(value);
    if (!twin) this.twins.set(value, (twin = { __typename: value.__typename }));
    return twin;
  }
}

/** What the server refuses of the arguments of lists. */
function refuseSlice({ first, after, last, before }, requestId) {
  const refuse = (field, reason, message) => {
    const problem = { field, code: "BAD_USER_INPUT", reason, message };
    const extensions = { code: problem.code, reason, requestId, field, problems: [problem] };
    throw new GraphQLError(message, { extensions });
  };
  for (const [field, size] of Object.entries({ first, last }))
    if (size < 0 || size > MOST) refuse(field, "number.outOfBounds", `This must be a whole number from 0 to ${MOST}.`);
  if ((last ?? before) != null && (first ?? after) != null)
    refuse((last ?? null) === null ? "before" : "last", "page.bothDirections", "Ask for items from one end.");
}

import {
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  specifiedRules,
  validate,
  ValuesOfCorrectTypeRule,
  visit,
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
  type Location,
  type OperationDefinitionNode,
  type ValidationContext,
  type ASTVisitor,
} from "graphql";
import { LRUCache } from "lru-cache";
import { Refusal } from "../refusal";
import { figuresOfCache, type CacheFigures } from "../cache-figures";
import { Costs, measureCost } from "./cost";
import { Deprecations } from "./deprecated-use";
import { countOperation, limitRule, type Limits } from "./limits";
import { literalRule } from "./literal-rule";
import { refusalError } from "./refusal-error";
import { variableUses, type VariableUses } from "./variables";

/** An operation of a valid document. */
export interface Operation {
  document: DocumentNode;
  /** Without its comments. */
  text: string;
  node: OperationDefinitionNode;
  variables: VariableUses;
  /** Its selections, with fragments written out. */
  selections: number;
  introspects: boolean;
  /** The deprecated elements in its text. */
  deprecated: ReadonlySet<string>;
  costs: Costs;
  /** Approximate memory that the document takes. */
  bytes: number;
}

interface Known {
  document: DocumentNode;
  operations: Map<string, Operation>;
  bytes: number;
}

const BYTES_PER_TOKEN = 200;
/** Of keys, maps and the like. */
const BYTES_PER_DOCUMENT = 2_000;
const RULES = [...specifiedRules.filter((rule) => rule !== ValuesOfCorrectTypeRule), literalRule];

interface Wrong {
  errors: readonly GraphQLError[];
}

/**
 * A cache of parsed and validated documents, bounded by memory: someone who sends many evicts their own. One that is
 * invalid is not cached, only paid for again: an error retains everything on the stack when it was created, and so the document too.
 */
export class Documents {
  readonly deprecations: Deprecations;
  /** By their texts, which they hold anyway. */
  private readonly known: LRUCache<string, Known>;
  private readonly rules;
  private readonly hideSuggestions: boolean;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
    { introspection, hints }: { introspection: boolean; hints: boolean },
  ) {
    this.deprecations = Deprecations.in(schema);
    this.known = new LRUCache({ maxSize: limits.documentBytes, sizeCalculation: ({ bytes }) => bytes });
    this.hideSuggestions = !hints;
    this.rules = introspection ? RULES : [noIntrospection, ...RULES];
  }

  get figures(): CacheFigures {
    return figuresOfCache(this.known);
  }

  /** True when the document is cached and need not be parsed again. */
  knows(query: string): boolean {
    return this.known.has(withoutComments(query));
  }

  /** What is wrong with the document, or with one of its operations; empty when it can be executed. */
  problems(query: string): readonly GraphQLError[] {
    const read = this.read(query);
    return "errors" in read ? read.errors : [];
  }

  /** The operation of that name, or the only one when no name is given. */
  operation(query: string, name: string | undefined): Operation | Wrong {
    const known = this.read(query);
    if ("errors" in known) return known;
    const node = getOperationAST(known.document, name);
    if (!node) {
      const reason = name ? "request.noSuchOperation" : "request.whichOperation";
      return refused(new Refusal("GRAPHQL_VALIDATION_FAILED", { reason }));
    }
    const key = node.name?.value ?? "";
    let operation = known.operations.get(key);
    if (!operation) known.operations.set(key, (operation = this.look(known, node)));
    return operation;
  }

  private look({ document, bytes }: Known, node: OperationDefinitionNode): Operation {
    const fragments = new Map(
      document.definitions.flatMap((each) =>
        each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
      ),
    );
    const counts = countOperation(node, (name) => fragments.get(name), this.limits.tokens);
    const variables = variableUses(this.schema, document, node);
    return {
      document,
      text: document.loc?.source.body ?? "",
      node,
      variables,
      selections: counts.tokens,
      introspects: counts.introspectionDepth > 0,
      deprecated: this.deprecations.inOperation(document, node),
      costs: new Costs((coerced) => measureCost(this.schema, document, node, coerced), variables),
      bytes,
    };
  }

  private read(query: string): Known | Wrong {
    const text = withoutComments(query);
    const kept = this.known.get(text);
    if (kept) return kept;
    const read = this.parseAndValidate(text);
    if (!("errors" in read)) this.known.set(text, read);
    return read;
  }

  private parseAndValidate(text: string): Known | Wrong {
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: this.limits.tokens });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return wrong([syntaxError(error)]);
    }
    // A document over the limits is not validated further.
    const [over] = validate(this.schema, document, [limitRule(this.limits)], { maxErrors: 1 });
    const errors = over
      ? [over]
      : validate(this.schema, document, this.rules, { maxErrors: 10, hideSuggestions: this.hideSuggestions });
    if (errors.length > 0) return wrong(errors);
    const bytes = BYTES_PER_DOCUMENT + 2 * text.length + BYTES_PER_TOKEN * (document.tokenCount ?? this.limits.tokens);
    return { document: slim(document), operations: new Map(), bytes };
  }
}

export const refused = (refusal: Refusal): Wrong => ({ errors: [refusalError(refusal)] });

/** A string that does not end is passed over whole, too: otherwise each quote in it would be tried as a beginning. */
const COMMENTS =
  /("""[^"\\]*(?:(?:\\"""|\\(?!""")|"(?!""))[^"\\]*)*(?:"""|$)|"[^"\\\n\r]*(?:\\.[^"\\\n\r]*)*"?)|#[^\n\r]*/g;

/** Comments do not count as tokens, but would be cached with them. Everything else keeps its line and column. */
const withoutComments = (query: string): string =>
  query.includes("#") ? query.replace(COMMENTS, (_, text: string | undefined) => text ?? "") : query;

/** Keeps only the locations that field errors report, as graphql-js and graphql-jit read them, not the chain of all tokens. */
function slim(document: DocumentNode): DocumentNode {
  visit(document, {
    enter(node) {
      const { loc } = node;
      const reported = loc && (node.kind === Kind.FIELD || node.kind === Kind.DOCUMENT);
      (node as { loc?: unknown }).loc = reported ? placeOf(loc) : undefined;
    },
  });
  return document;
}

function placeOf({ start, end, source, startToken: { line, column } }: Location): object {
  return { start, end, source, startToken: { line, column } };
}

function wrong(errors: readonly GraphQLError[]): Wrong {
  return {
    errors: errors.map(({ message, nodes, source, positions, extensions, originalError }) => {
      const coded = { code: "GRAPHQL_VALIDATION_FAILED", ...extensions };
      return new GraphQLError(message, { nodes, source, positions, originalError, extensions: coded });
    }),
  };
}

/** graphql-js distinguishes its token limit from other syntax errors only by the message: "Document contains more that 2000 tokens. Parsing aborted." */
function syntaxError({ message, source, positions }: GraphQLError): GraphQLError {
  const tooLong = /contains more tha[nt] \d+ tokens/.test(message);
  // A string in the wrong place is not repeated: it may be a password.
  const text = message.replace(/\b(String|BlockString) ".*"/s, "$1");
  const code = tooLong ? "QUERY_TOO_COMPLEX" : "GRAPHQL_PARSE_FAILED";
  return new GraphQLError(text, { source, positions, extensions: { code } });
}

function noIntrospection(context: ValidationContext): ASTVisitor {
  return {
    Field(node: ASTNode & { name: { value: string } }) {
      if (!node.name.value.startsWith("__") || node.name.value === "__typename") return;
      context.reportError(refusalError(new Refusal("FORBIDDEN", { reason: "introspection" }), node));
    },
  };
}

import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  typeFromAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import type { Logger } from "pino";
import type { Program } from "./program";

/** Those of one period that are told apart; anyone may call themselves anything. */
const MOST_PROGRAMS = 100;
const UNNAMED: Program = { name: "(unnamed)", version: null };
const OTHERS: Program = { name: "(others)", version: null };

interface Use {
  program: Program;
  /** As `Type.field`, `Type.field(argument:)`, `Input.field` or `Enum.VALUE`. */
  element: string;
  times: number;
}

/** How often which program has sent an operation that uses something deprecated: whom its removal would hurt. */
export class DeprecatedUse {
  private programs = new Map<string, { program: Program; elements: Map<string, number> }>();

  note(sender: Program | null, elements: Iterable<string>): void {
    for (const element of elements) {
      const { elements: times } = this.entryOf(sender ?? UNNAMED);
      times.set(element, (times.get(element) ?? 0) + 1);
    }
  }

  /** Those since it was last asked. */
  take(): Use[] {
    const uses = [...this.programs.values()].flatMap(({ program, elements }) =>
      [...elements].map(([element, times]) => ({ program, element, times })),
    );
    this.programs = new Map();
    return uses;
  }

  /** One line for each program and element. */
  report(log: Logger): void {
    for (const { program, element, times } of this.take())
      log.info({ program: program.name, version: program.version, element, times }, "deprecated, and still used");
  }

  private entryOf(sender: Program): { elements: Map<string, number> } {
    const isKnown = this.programs.has(keyOf(sender));
    const program = isKnown || this.programs.size < MOST_PROGRAMS ? sender : OTHERS;
    let entry = this.programs.get(keyOf(program));
    if (!entry) this.programs.set(keyOf(program), (entry = { program, elements: new Map() }));
    return entry;
  }
}

const keyOf = ({ name, version }: Program): string => `${name}\n${version ?? ""}`;

const deprecations = new WeakMap<GraphQLSchema, Deprecations>();

/** What is deprecated in one schema, and where operations use it. */
export class Deprecations {
  private readonly inputs: boolean;
  private readonly any: boolean;

  /** Looked for once in a process. */
  static in(schema: GraphQLSchema): Deprecations {
    const known = deprecations.get(schema) ?? new Deprecations(schema);
    deprecations.set(schema, known);
    return known;
  }

  private constructor(private readonly schema: GraphQLSchema) {
    const types = Object.values(schema.getTypeMap());
    this.inputs = types.some(
      (type) =>
        (isInputObjectType(type) && Object.values(type.getFields()).some(isDeprecated)) ||
        (isEnumType(type) && type.getValues().some(isDeprecated)),
    );
    this.any =
      this.inputs ||
      types.some(
        (type) =>
          (isObjectType(type) || isInterfaceType(type)) &&
          Object.values(type.getFields()).some((field) => isDeprecated(field) || field.args.some(isDeprecated)),
      );
  }

  /** By its text, in the fragments it spreads too. */
  inOperation(document: DocumentNode, operation: OperationDefinitionNode): ReadonlySet<string> {
    const found = new Set<string>();
    if (!this.any) return found;
    const parts = new Set<OperationDefinitionNode | FragmentDefinitionNode>([operation]);
    const typeInfo = new TypeInfo(this.schema);
    const note = (element: string, what: Deprecable | null | undefined): void => {
      if (what && isDeprecated(what)) found.add(element);
    };
    // A set may grow while it is iterated.
    for (const part of parts)
      visit(
        part,
        visitWithTypeInfo(typeInfo, {
          FragmentSpread({ name }) {
            for (const each of document.definitions)
              if (each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name.value) parts.add(each);
          },
          Field({ name }) {
            const parent = typeInfo.getParentType();
            if (parent) note(`${parent.name}.${name.value}`, typeInfo.getFieldDef());
          },
          Argument({ name }) {
            const [parent, field] = [typeInfo.getParentType(), typeInfo.getFieldDef()];
            // A directive has arguments too.
            if (parent && field && !typeInfo.getDirective())
              note(`${parent.name}.${field.name}(${name.value}:)`, typeInfo.getArgument());
          },
          ObjectField({ name }) {
            const parent = getNamedType(typeInfo.getParentInputType());
            if (isInputObjectType(parent)) note(`${parent.name}.${name.value}`, parent.getFields()[name.value]);
          },
          EnumValue({ value }) {
            const type = getNamedType(typeInfo.getInputType());
            if (isEnumType(type)) note(`${type.name}.${value}`, type.getValue(value));
          },
        }),
      );
    return found;
  }

  /** In the values of its variables. They have been checked. */
  inVariables(operation: OperationDefinitionNode, sent: Readonly<Record<string, unknown>>): ReadonlySet<string> {
    const found = new Set<string>();
    if (!this.inputs) return found;
    for (const { variable, type } of operation.variableDefinitions ?? [])
      collect(
        typeFromAST(this.schema, type as never) as GraphQLInputType | undefined,
        sent[variable.name.value],
        found,
      );
    return found;
  }
}

interface Deprecable {
  deprecationReason?: string | null;
}

const isDeprecated = ({ deprecationReason }: Deprecable): boolean => typeof deprecationReason === "string";

function collect(type: GraphQLInputType | undefined, value: unknown, found: Set<string>): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) return value.forEach((item) => collect(type, item, found));
  const named = getNamedType(type);
  if (isEnumType(named)) {
    const known = named.getValue(value as string);
    if (known && isDeprecated(known)) found.add(`${named.name}.${known.name}`);
  }
  if (!isInputObjectType(named)) return;
  for (const [name, member] of Object.entries(value)) {
    const field = named.getFields()[name];
    if (!field) continue;
    if (isDeprecated(field)) found.add(`${named.name}.${name}`);
    collect(field.type, member, found);
  }
}

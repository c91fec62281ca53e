import {
  isAbstractType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getNamedType,
} from "graphql";
import { RowMapper, type EntityClass } from "../database/row-mapper";
import type { RowShape } from "../database/row-shape";
import type { Beside, FieldReads } from "./reads";

/** How the rows of an entity are read for a document. */
export interface Plan<T extends object = object> {
  shape: RowShape<T>;
  besides: readonly Joined[];
}

export interface Joined extends Beside {
  plan: Plan<{ id: string }>;
}

/** Every column, and nothing beside. */
export function everything<T extends object>(entity: EntityClass<T>): Plan<T> {
  let plan = whole.get(entity) as Plan<T> | undefined;
  if (!plan) whole.set(entity, (plan = { shape: RowMapper.of(entity).whole, besides: [] }));
  return plan;
}

const whole = new WeakMap<EntityClass<object>, Plan>();

/** Everything joined to a row, and to what is joined to it; more are read when they are needed. */
const MOST_JOINED = 6;

/** What the fields asked of an entity read. */
interface EntityReads {
  /** Each of them says so. */
  isComplete: boolean;
  properties: ReadonlySet<string>;
  besides: readonly Beside[];
}

/**
 * What an operation selects of each type, anywhere in it: so the columns of the entity of that name, and the rows beside it. Where one
 * selection of a type needs less than another one, it is given what both need.
 */
export class Asked {
  private readonly fields = new Map<string, Set<string>>();
  private readonly plans = new Map<string, Plan>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ) {
    const fragments = new Map(
      document.definitions.flatMap((each) =>
        each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
      ),
    );
    const root = schema.getRootType(operation.operation);
    if (root) this.look(operation.selectionSet, root, fragments, new Set());
  }

  /**
   * For lists whose rows go to the resolvers of their fields, and nowhere else. `also`: what the list itself reads of them. `as`: the type
   * that they are shown as.
   */
  plan<T extends object>(entity: EntityClass<T>, also: readonly (keyof T & string)[], as = entity.name): Plan<T> {
    return this.once(`${entity.name} ${as} ${also.join()}`, () => {
      const reads = this.readsOf(entity, as);
      return this.make(entity, reads, also, [], { left: MOST_JOINED }) ?? everything(entity);
    });
  }

  /** The same for rows that are found one by one; null where all of them is needed. */
  shown<T extends object>(entity: EntityClass<T>, also: readonly (keyof T & string)[]): Plan<T> | null {
    const plan = this.once(`${entity.name} shown ${also.join()}`, () => {
      const made = this.make(entity, this.readsOf(entity), also, [], { left: MOST_JOINED });
      return made ?? everything(entity);
    });
    return plan === everything(entity) ? null : plan;
  }

  /** For rows that are read whole, whatever is asked of them. */
  wholePlan<T extends object>(entity: EntityClass<T>): Plan<T> {
    return this.once(entity.name, () => ({
      shape: RowMapper.of(entity).whole,
      besides: this.besides(entity, this.readsOf(entity).besides, [], { left: MOST_JOINED }),
    }));
  }

  private once<T extends object>(key: string, make: () => Plan<T>): Plan<T> {
    let plan = this.plans.get(key) as Plan<T> | undefined;
    if (!plan) this.plans.set(key, (plan = make()));
    return plan;
  }

  /** null: something that is asked for does not say what it reads. */
  private make<T extends object>(
    entity: EntityClass<T>,
    { isComplete, properties, besides }: EntityReads,
    also: readonly string[],
    along: readonly EntityClass<object>[],
    joins: { left: number },
  ): Plan<T> | null {
    if (!isComplete) return null;
    const shape = RowMapper.of(entity).shape(new Set(["id", ...also, ...properties]));
    return { shape, besides: this.besides(entity, besides, along, joins) };
  }

  private besides(
    entity: EntityClass<object>,
    wanted: readonly Beside[],
    along: readonly EntityClass<object>[],
    joins: { left: number },
  ): Joined[] {
    const besides: Joined[] = [];
    for (const beside of wanted) {
      // The rows of one list only are multiplied by one other.
      const fits = !beside.many || (along.length === 0 && !besides.some((each) => each.many));
      if (!fits || joins.left === 0 || along.includes(beside.entity) || beside.entity === entity) continue;
      joins.left -= 1;
      const also = beside.many ? [...beside.also, beside.by] : beside.also;
      const plan = this.make(beside.entity, this.readsOf(beside.entity), also, [...along, entity], joins);
      if (plan) besides.push({ ...beside, plan });
    }
    return besides;
  }

  private readsOf(entity: EntityClass<object>, as = entity.name): EntityReads {
    const type = this.schema.getType(as);
    const mapper = RowMapper.of(entity);
    const properties = new Set<string>();
    const besides = new Map<string, Beside>();
    let isComplete = isObjectType(type);
    for (const name of this.fields.get(as) ?? []) {
      const reads = isObjectType(type) ? readsOfField(type.getFields()[name], mapper) : null;
      if (!reads) isComplete = false;
      for (const read of reads ?? []) {
        if (typeof read === "string") properties.add(read);
        else {
          if (!read.many) properties.add(read.by);
          const key = `${read.entity.name} ${read.by}`;
          besides.set(key, { ...read, also: [...read.also, ...(besides.get(key)?.also ?? [])] });
        }
      }
    }
    return { isComplete, properties, besides: [...besides.values()] };
  }

  private look(
    { selections }: SelectionSetNode,
    type: GraphQLNamedType,
    fragments: Map<string, FragmentDefinitionNode>,
    within: Set<string>,
  ): void {
    const objects = isObjectType(type) ? [type] : isAbstractType(type) ? this.schema.getPossibleTypes(type) : [];
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD)
        for (const object of objects)
          this.lookAt(selection.name.value, selection.selectionSet, object, fragments, within);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const name = selection.typeCondition?.name.value;
        this.look(selection.selectionSet, (name && this.schema.getType(name)) || type, fragments, within);
      } else {
        const name = selection.name.value;
        const fragment = fragments.get(name);
        const on = fragment && this.schema.getType(fragment.typeCondition.name.value);
        // A fragment asks the same of its type wherever it is spread.
        if (!fragment || !on || within.has(name)) continue;
        within.add(name);
        this.look(fragment.selectionSet, on, fragments, within);
      }
    }
  }

  private lookAt(
    name: string,
    selections: SelectionSetNode | undefined,
    object: GraphQLObjectType,
    fragments: Map<string, FragmentDefinitionNode>,
    within: Set<string>,
  ): void {
    const field = object.getFields()[name];
    if (!field) return;
    let fields = this.fields.get(object.name);
    if (!fields) this.fields.set(object.name, (fields = new Set()));
    fields.add(name);
    if (selections) this.look(selections, getNamedType(field.type), fragments, within);
  }
}

/** A field without a resolver of its own reads the property of its name. */
function readsOfField(
  field: { name: string; resolve?: unknown; extensions: { reads?: unknown } } | undefined,
  mapper: RowMapper<object>,
): FieldReads | null {
  if (!field) return null;
  if (field.extensions.reads) return field.extensions.reads as FieldReads;
  return !field.resolve && mapper.has(field.name) ? [field.name] : null;
}

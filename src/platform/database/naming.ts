import { DefaultNamingStrategy, type Table } from "typeorm";

/** snake_case columns and speaking constraint names, the same in entities and in hand-written migrations. */
export class SpeakingNames extends DefaultNamingStrategy {
  override tableName(className: string, given: string | undefined): string {
    return given ?? snakeCase(className);
  }

  override columnName(property: string, given: string | undefined, embedded: string[]): string {
    return [...embedded.map(snakeCase), given ?? snakeCase(property)].join("_");
  }

  override primaryKeyName(table: Table | string): string {
    return `pk_${nameOf(table)}`;
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return constraintName("uq", nameOf(table), columns);
  }

  override indexName(table: Table | string, columns: string[]): string {
    return constraintName("ix", nameOf(table), columns);
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return constraintName("fk", nameOf(table), columns);
  }
}

/** MySQL allows 64 characters; the longest of ours are cut rather than hashed, so that they stay readable. */
export function constraintName(prefix: "uq" | "ix" | "fk", table: string, columns: string[]): string {
  return `${prefix}_${table}_${columns.map(snakeCase).join("_")}`.slice(0, 62);
}

export function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}

function nameOf(table: Table | string): string {
  return typeof table === "string" ? table : table.name;
}

import { Column, ForeignKey, PrimaryColumn, type ColumnOptions } from "typeorm";

/** `name`: where the column is not called what the property is. `default`: of one that was added to a table with rows. */
type Optional = { nullable?: boolean; name?: string; default?: number | string };

/** A TypeID of ours. ASCII, compared by byte (the migrations say so on MySQL). */
export const Id = (): PropertyDecorator => PrimaryColumn("varchar", { length: 40 });

/**
 * The id of a row elsewhere, with a foreign key. Related rows are read by loader or join, never through the ORM's relations. A noun
 * downstream is named by its entity's name: the constraint may point there, imports may not.
 */
export const Ref =
  (target: (() => new () => object) | string, options: Optional = {}): PropertyDecorator =>
  (prototype, property) => {
    Column("varchar", { length: 40, ...options })(prototype, property);
    ForeignKey(target)(prototype, property);
  };

/** One of our enums, stored as its own name; or another short ASCII code. */
export const Code = (options: Optional & { length?: number } = {}): PropertyDecorator =>
  Column("varchar", { length: 40, ...options });

/** A line of text of at most `length` characters. */
export const Line = (length: number, options: Optional = {}): PropertyDecorator =>
  Column("varchar", { length, ...options });

/** A longer text; input limits keep it far below MySQL's 65,535 bytes. */
export const LongText = (options: Optional = {}): PropertyDecorator => Column("text", options);

/** A point in time: UTC epoch milliseconds. Integers, because SQLite's and MySQL's dates differ in precision and zone. */
export const Instant = (options: Optional = {}): PropertyDecorator => BigInteger(options);

/** An amount of money in minor units of the currency in the column beside it. */
export const MinorUnits = (options: Optional = {}): PropertyDecorator => BigInteger(options);

export const BigInteger = (options: Optional = {}): PropertyDecorator => Column("bigint", options);

export const Integer = (options: Optional = {}): PropertyDecorator => Column("int", options);

const flag = {
  to: (value: boolean | null | undefined) => (value === null || value === undefined ? value : Number(value)),
  from: (value: number | null) => (value === null || value === undefined ? null : value === 1),
};

/** Yes or no: a boolean in entities, 1 or 0 in the tables, since SQLite has no other. */
export const Flag = (options: Optional = {}): PropertyDecorator => Column("int", { ...options, transformer: flag });

export const isFlag = ({ transformer }: ColumnOptions): boolean => transformer === flag;

/** Small structured values that are read and written as a whole, never searched. */
export const Json = (options: Optional = {}): PropertyDecorator => Column("simple-json", options);

import type { Statement } from "./statements";

type Place = [table: string, column: string, id: string];

interface Numbered {
  /** The number before the series' first. */
  zero: number;
  rows: Place[];
}

/** Rows of a transaction that are given the next numbers of a series, by its name. */
export class NumberedRows {
  private readonly series = new Map<string, Numbered>();

  constructor(private readonly sqlite: boolean) {}

  add(series: string, zero: number, place: Place): void {
    const numbered = this.series.get(series) ?? { zero, rows: [] };
    numbered.rows.push(place);
    this.series.set(series, numbered);
  }

  statements(): Statement[] {
    const then = this.sqlite ? "ON CONFLICT (id) DO" : "ON DUPLICATE KEY";
    const set = this.sqlite ? "SET latest" : "latest";
    const take = `INSERT INTO number_series (id, latest) VALUES (?, ?) ${then} UPDATE ${set} = latest + ?`;
    return [...this.series].flatMap(([series, { zero, rows }]) => {
      const last = rows.length - 1;
      return [
        { sql: take, params: [series, zero + rows.length, rows.length] },
        ...rows.map(([table, column, id], index) => ({
          sql: `UPDATE ${table} SET ${column} = (SELECT latest FROM number_series WHERE id = ?) - ? WHERE id = ?`,
          params: [series, last - index, id],
        })),
      ];
    });
  }
}

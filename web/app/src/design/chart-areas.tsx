import { useState, type ReactNode } from "react";
import { formatNumber } from "../text/format";
import { ChartFrame, Legend, SERIES } from "./chart-frame";
import { ChartGrid } from "./chart-grid";
import { ticksUpTo } from "./chart-ticks";
import { ChartTimes } from "./chart-times";
import styles from "./chart.module.css";

interface Props {
  title: string;
  /** What the points are: days. */
  unit: string;
  names: readonly string[];
  /** The lowest first; each has a value for every name. */
  layers: readonly { name: string; values: readonly number[] }[];
  /** The same in a sentence, for who does not see it. */
  summary: string;
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [480, 220, 38, 44, 12, 26];

/** How something grew and of what it consisted: one layer upon the other. Under the pointer the numbers of that time. */
export function AreaChart({ title, unit, names, layers, summary }: Props): ReactNode {
  const [at, setAt] = useState<number | null>(null);
  const shownAt = at ?? names.length - 1;
  const totals = names.map((_, index) => layers.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  const ticks = ticksUpTo(Math.max(0, ...totals));
  const top = ticks.at(-1) ?? 1;
  const width = (WIDTH - LEFT - RIGHT) / Math.max(1, names.length - 1);
  const x = (index: number): number => LEFT + width * index;
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const below = (layer: number, index: number): number =>
    layers.slice(0, layer).reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
  const pathOf = (layer: number): string => {
    const upper = names.map((_, index) => `${x(index).toFixed(1)} ${y(below(layer + 1, index)).toFixed(1)}`);
    const lower = names.map((_, index) => `${x(index).toFixed(1)} ${y(below(layer, index)).toFixed(1)}`).reverse();
    return `M${[...upper, ...lower].join("L")}Z`;
  };
  return (
    <ChartFrame
      table={{
        title,
        heads: [unit, ...layers.map(({ name }) => name)],
        rows: names.map((name, index) => [name, ...layers.map(({ values }) => formatNumber(values[index] ?? 0))]),
      }}
    >
      <div className="row spread small" aria-hidden="true">
        <Legend entries={layers.map(({ name, values }) => ({ name, shown: formatNumber(values[shownAt] ?? 0) }))} />
        <span className="muted">{names[shownAt]}</span>
      </div>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={summary}
        onPointerLeave={() => setAt(null)}
      >
        {layers.map(({ name }, layer) => (
          <path key={name} className={styles.layer} data-series={layer % SERIES} d={pathOf(layer)} />
        ))}
        <ChartGrid ticks={ticks} from={LEFT} to={WIDTH - RIGHT} y={y} format={formatNumber} />
        {at !== null && <line className={styles.hair} x1={x(at)} x2={x(at)} y1={TOP} y2={HEIGHT - BOTTOM} />}
        <ChartTimes names={names} x={x} width={width} height={HEIGHT} onPoint={setAt} />
      </svg>
    </ChartFrame>
  );
}

import type { ReactNode } from "react";
import { colon, formatNumber } from "../text/format";
import { ChartFrame } from "./chart-frame";
import { ChartGrid } from "./chart-grid";
import { ticksUpTo } from "./chart-ticks";
import styles from "./chart.module.css";

interface Props {
  title: string;
  /** What is counted, and by what: the heads of the table. */
  heads: readonly [string, string];
  bins: readonly { name: string; value: number; isBeyond?: boolean }[];
  /** Between which bins the limit is, and what it is called. */
  limit?: { after: number; name: string } | null;
  summary: string;
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [480, 190, 38, 10, 24, 26];
const MOST_NAMES = 6;

/** How many took how long, with the limit as a line, and what lies beyond it in another colour. */
export function Histogram({ title, heads, bins, limit = null, summary }: Props): ReactNode {
  const ticks = ticksUpTo(Math.max(0, ...bins.map(({ value }) => value)));
  const top = ticks.at(-1) ?? 1;
  const width = (WIDTH - LEFT - RIGHT) / Math.max(1, bins.length);
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const limitAt = limit ? LEFT + width * limit.after : 0;
  return (
    <ChartFrame table={{ title, heads, rows: bins.map(({ name, value }) => [name, formatNumber(value)]) }}>
      <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary}>
        <ChartGrid ticks={ticks} from={LEFT} to={WIDTH - RIGHT} y={y} format={formatNumber} />
        {bins.map(({ name, value, isBeyond = false }, at) => (
          <g key={name}>
            <rect
              className={styles.bin}
              data-beyond={isBeyond || undefined}
              x={LEFT + width * at + 1.5}
              y={y(value)}
              width={Math.max(1, width - 3)}
              height={y(0) - y(value)}
            >
              <title>{name + colon() + formatNumber(value)}</title>
            </rect>
            {at % Math.ceil(bins.length / MOST_NAMES) === 0 && (
              <text x={LEFT + width * (at + 0.5)} y={HEIGHT - 6} textAnchor="middle">
                {name}
              </text>
            )}
          </g>
        ))}
        {limit && (
          <g className={styles.limit}>
            <line x1={limitAt} x2={limitAt} y1={TOP - 8} y2={y(0)} />
            <text
              x={limitAt + (limitAt > WIDTH / 2 ? -5 : 5)}
              y={TOP - 10}
              textAnchor={limitAt > WIDTH / 2 ? "end" : "start"}
            >
              {limit.name}
            </text>
          </g>
        )}
      </svg>
    </ChartFrame>
  );
}

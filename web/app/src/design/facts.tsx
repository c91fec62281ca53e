import type { ReactNode } from "react";

type Pairs = readonly (readonly [name: string, value: ReactNode])[];

const given = (facts: Pairs): Pairs =>
  facts.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);

/** The same in columns: a name above each value. */
export const Across = ({ facts }: { facts: Pairs }): ReactNode => (
  <dl className="facts" data-across>
    {given(facts).map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

/** Pairs of a name and a value; those without a value are left out. */
export function Facts({ facts }: { facts: Pairs }): ReactNode {
  return (
    <dl className="facts">
      {given(facts).map(([name, value]) => (
        <FactPair key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function FactPair({ name, value }: { name: string; value: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

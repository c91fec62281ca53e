import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { addressNow } from "./address";
import { Select, type Option } from "./field";

/** Puts one filter into the address. Positions in lists belong to the previous list, so they are reset. */
export function useFilter(): (name: string, value: string) => void {
  const [, setParams] = useSearchParams();
  return (name, value) => {
    const next = addressNow();
    for (const place of [...next.keys()].filter((key) => key.startsWith("after"))) next.delete(place);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
}

/** A choice that filters a list; a link shares the view. */
export function FilterSelect({
  name,
  label,
  all,
  options,
}: {
  name: string;
  label: string;
  all: string;
  options: readonly Option[];
}): ReactNode {
  const [params] = useSearchParams();
  const filter = useFilter();
  return (
    <Select
      label={label}
      value={params.get(name) ?? ""}
      options={[{ value: "", label: all }, ...options]}
      onChange={({ target }) => filter(name, target.value)}
    />
  );
}

import { useCallback } from "react";
import { useQuery, type AnyVariables, type TypedDocumentNode } from "urql";
import { absent, refusalOf, type Refusal } from "./refusal";

export interface Read<Data> {
  data: Data | undefined;
  fetching: boolean;
  refusal: Refusal | null;
  /** Stays the same function while the query and its variables do. */
  onAgain: () => void;
}

/** Reads once; also shows what other responses and live updates bring of the same objects. Spread it into `Loaded`. */
export function useRead<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { pause = false }: { pause?: boolean } = {},
): Read<Data> {
  const [{ data, fetching, error }, execute] = useQuery({ query, variables, pause });
  return {
    data,
    fetching,
    refusal: refusalOf(error),
    onAgain: useCallback(() => execute({ requestPolicy: "network-only" }), [execute]),
  };
}

/** What a page cannot do without: read by its id, it is null when there is none for the viewer. */
export type Present<Data, Root extends keyof Data> = Data & { [K in Root]: NonNullable<Data[K]> };

/** The same read, refused when it brought nothing where the page needs something. */
export function present<Data, Root extends keyof Data>(read: Read<Data>, root: Root): Read<Present<Data, Root>> {
  const { data } = read;
  if (data !== undefined && has(data, root)) return { ...read, data };
  return { ...read, data: undefined, refusal: read.refusal ?? (data === undefined ? null : absent()) };
}

const has = <Data, Root extends keyof Data>(data: Data, root: Root): data is Present<Data, Root> =>
  data[root] !== null && data[root] !== undefined;

import { useCallback } from "react";
import { useQuery, type AnyVariables, type TypedDocumentNode } from "urql";
import { defineText, say } from "../text/language";
import { Refusal, refusalOf } from "./refusal";

const text = defineText("absent", {
  en: { absent: "This does not exist, or you may not see it." },
  zh: { absent: "内容不存在，或您无权查看。" },
});

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
  const absent = data === undefined ? null : new Refusal("NOT_FOUND", say(text, "absent"));
  return { ...read, data: undefined, refusal: read.refusal ?? absent };
}

const has = <Data, Root extends keyof Data>(data: Data, root: Root): data is Present<Data, Root> =>
  data[root] !== null && data[root] !== undefined;

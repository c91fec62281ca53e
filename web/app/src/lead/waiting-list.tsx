import { useEffect, type ReactNode } from "react";
import { useLocation } from "react-router";
import type { Read } from "../api/use-read";
import { Pager } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Steady } from "../design/steady";
import { useText } from "../text/language";
import { leadText } from "./lead.text";
import type { TabProps } from "./tab";

interface Waiting<Item> {
  nodes: Item[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

interface Props<Data, Item> {
  read: Read<Data>;
  of: (data: Data) => Waiting<Item>;
  empty: string;
  tab: TabProps;
  children: (item: Item, onDone: (said?: string) => void) => ReactNode;
}

/** A list of decisions that wait for a lead; it is read again when something changes. */
export function WaitingList<Data, Item extends { id: string }>({
  read,
  of,
  empty,
  tab: { onNews, onDone },
  children,
}: Props<Data, Item>): ReactNode {
  const say = useText(leadText);
  const { search } = useLocation();
  useEffect(() => onNews(read.onAgain));
  const done = (said?: string): void => {
    read.onAgain();
    onDone(said);
  };
  return (
    <Loaded {...read}>
      {(data) => {
        const { nodes, pageInfo } = of(data);
        return (
          <>
            <Steady
              key={search}
              nodes={nodes}
              empty={<Empty title={empty}>{say("none")}</Empty>}
              card={(item) => children(item, done)}
            />
            {nodes.length > 0 && <Pager pageInfo={pageInfo} />}
          </>
        );
      }}
    </Loaded>
  );
}

import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import type { FilingLimitsFilter } from "../api/schema.generated";
import { useRead } from "../api/use-read";
import { FilterSelect } from "../design/filters";
import { usePlace } from "../design/pager";
import { FilingLimitsDocument } from "../filing-limits/filing-limits.generated";
import { filingLimitsText } from "../filing-limits/filing-limits.text";
import { LimitActs } from "../filing-limits/limit-acts";
import { LimitFacts } from "../filing-limits/limit-facts";
import { inBrackets } from "../text/format";
import { useText } from "../text/language";
import styles from "./lead.module.css";
import { shownCount, type Counted, type TabProps } from "./tab";
import { WaitingList } from "./waiting-list";

const WHICH = {
  proposed: { status: "PROPOSED" },
  inForce: { status: "IN_FORCE" },
} as const satisfies Record<string, FilingLimitsFilter>;

const withCount = (words: string, count: Counted | undefined): string =>
  count && count.value > 0 ? words + inBrackets(shownCount(count)) : words;

/** Limits on complaints: first those whose contest waits, then those that wait for a second person, and all in force. */
export function LimitsTab(tab: TabProps): ReactNode {
  const say = useText(filingLimitsText);
  const [params] = useSearchParams();
  const which = (["proposed", "inForce"] as const).find((name) => name === params.get("which"));
  const filter: FilingLimitsFilter = which ? WHICH[which] : { contested: true };
  const read = useRead(FilingLimitsDocument, { filter, after: usePlace() });
  return (
    <>
      <search className="row">
        <FilterSelect
          name="which"
          label={say("which")}
          all={withCount(say("isContested"), tab.counts?.limits.totalCount)}
          options={[
            { value: "proposed", label: withCount(say("proposed"), tab.counts?.limitsProposed.totalCount) },
            { value: "inForce", label: say("inForce") },
          ]}
        />
      </search>
      <WaitingList read={read} of={({ filingLimits }) => filingLimits} empty={say("none")} tab={tab}>
        {(limit, onDone) => (
          <div className={styles.waiting}>
            <div className="stack-tight">
              <LimitFacts limit={limit} />
            </div>
            <div className={styles.act}>
              <LimitActs limit={limit} onDone={onDone} />
            </div>
          </div>
        )}
      </WaitingList>
    </>
  );
}

import { useMemo, type ReactNode } from "react";
import { useSearchParams } from "react-router";
import { serverNow } from "../api/server-clock";
import { useRead } from "../api/use-read";
import { Bars, type BarRow } from "../design/bars";
import { Histogram } from "../design/chart-histogram";
import { StackChart } from "../design/chart-stack";
import { Button } from "../design/button";
import { Select } from "../design/field";
import { Page } from "../design/page";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { formatNumber } from "../text/format";
import { useIsOpen } from "../shell/viewer";
import { useLabel } from "../text/labels";
import { useQueueName } from "../text/categories";
import { useText } from "../text/language";
import { DeskFiguresDocument, StageFiguresDocument, type DeskFiguresQuery } from "./figures.generated";
import { figuresText } from "./figures.text";
import { StageTable, WorkloadTable } from "./figures-tables";

const DAY = 24 * 3_600_000;
const PERIODS = ["7", "30", "90"] as const;

export { FiguresPage as Component };

function FiguresPage(): ReactNode {
  const say = useText(figuresText);
  const [params, setParams] = useSearchParams();
  const days = PERIODS.find((each) => each === params.get("days")) ?? "30";
  // Until the end of the day: the query stays the same all day, so that cached data is shown at once.
  const period = useMemo(() => {
    const to = (Math.floor(serverNow() / DAY) + 1) * DAY;
    return { from: new Date(to - Number(days) * DAY).toISOString(), to: new Date(to).toISOString() };
  }, [days]);
  const read = useRead(DeskFiguresDocument, {});
  // Only leads and auditors see how long the stages take.
  const maySeeStages = useIsOpen("slaFigures");
  const stages = useRead(StageFiguresDocument, period, { pause: !maySeeStages });
  const again = (): void => {
    read.onAgain();
    if (maySeeStages) stages.onAgain();
  };
  return (
    <Page dense title={say("title")} actions={<Button onClick={again}>{say("again")}</Button>}>
      <Loaded {...read}>
        {(figures) => (
          <>
            <Shortages shortages={figures.deskFigures.approvalShortages} />
            <Charts figures={figures.deskFigures} />
            <section className="stack-tight" aria-labelledby="workload">
              <h2 id="workload">{say("workload")}</h2>
              <WorkloadTable rows={figures.deskFigures.workload} />
            </section>
          </>
        )}
      </Loaded>
      {maySeeStages && (
        <section className="stack-tight" aria-labelledby="stages">
          <div className="row spread">
            <h2 id="stages">{say("stages")}</h2>
            <Select
              label={say("period")}
              labelHidden
              value={days}
              options={PERIODS.map((value) => ({ value, label: say("days", { count: Number(value) }) }))}
              onChange={({ target }) => setParams({ days: target.value }, { replace: true })}
            />
          </div>
          <Loaded {...stages}>{({ slaFigures }) => <StageTable rows={slaFigures} />}</Loaded>
        </section>
      )}
    </Page>
  );
}

/** Nobody can end these waits: more leads are needed. */
function Shortages({ shortages }: { shortages: DeskFiguresQuery["deskFigures"]["approvalShortages"] }): ReactNode {
  const say = useText(figuresText);
  const label = useLabel();
  return shortages.map(({ kind, needed, possible, penalty }) => (
    <Notice key={penalty?.id ?? kind} tone="bad">
      <p>
        {say(penalty ? "shortageOf" : "shortage", {
          kind: label("PenaltyKind", kind),
          provider: penalty?.provider.legalName ?? "",
          needed,
          possible,
        })}
      </p>
    </Notice>
  ));
}

function Charts({ figures }: { figures: DeskFiguresQuery["deskFigures"] }): ReactNode {
  const queueName = useQueueName();
  const say = useText(figuresText);
  const label = useLabel();
  const { open, overdue, dueIn24Hours, byQueue, byStatus, bySeverity, ageing } = figures;
  const charts: { title: string; rows: BarRow[] }[] = [
    {
      title: say("clocks"),
      rows: [
        { label: say("open"), value: open },
        { label: say("dueIn24Hours"), value: dueIn24Hours, tone: "warn" },
        { label: say("overdue"), value: overdue, tone: "bad" },
      ],
    },
    { title: say("byQueue"), rows: byQueue.map(({ queue, cases }) => ({ label: queueName(queue), value: cases })) },
    {
      title: say("bySeverity"),
      rows: bySeverity.map(({ severity, cases }) => ({ label: label("Severity", severity), value: cases })),
    },
  ];
  const age = ({ fromDays, toDays }: (typeof ageing)[number]): string =>
    toDays === null ? say("fromDaysShort", { from: fromDays }) : say("ageShort", { from: fromDays, to: toDays ?? 0 });
  const oldest = ageing.findLast(({ cases }) => cases > 0);
  return (
    <>
      <div className="beside">
        <section className="stack-tight">
          <h2>{say("byStatus")}</h2>
          {open === 0 ? (
            <Empty title={formatNumber(0)} />
          ) : (
            <StackChart
              title={say("byStatus")}
              unit={say("clocks")}
              parts={byStatus.map(({ status }) => label("ComplaintStatus", status))}
              rows={[{ name: say("open"), values: byStatus.map(({ cases }) => cases) }]}
            />
          )}
        </section>
        <section className="stack-tight">
          <h2>{say("ageing")}</h2>
          <Histogram
            title={say("ageing")}
            heads={[say("ageing"), say("cases")]}
            bins={ageing.map((each) => ({ name: age(each), value: each.cases }))}
            summary={say("ageSummary", { open: formatNumber(open), oldest: oldest ? age(oldest) : "–" })}
          />
        </section>
      </div>
      <div className="grid">
        {charts.map(({ title, rows }) => (
          <section key={title} className="card stack-tight">
            <h2>{title}</h2>
            {rows.length === 0 ? <Empty title={formatNumber(0)} /> : <Bars title={title} rows={rows} />}
          </section>
        ))}
      </div>
    </>
  );
}

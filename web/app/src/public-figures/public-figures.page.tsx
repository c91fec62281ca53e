import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useRead } from "../api/use-read";
import { Select } from "../design/field";
import { Loaded } from "../design/loaded";
import { Page } from "../design/page";
import { DataTable } from "../design/data-table";
import { useCategory } from "../text/categories";
import { formatNumber, formatPercent, formatQuarter } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { PublicFiguresDocument, type PublicFiguresQuery, type PublicGroupFragment } from "./public-figures.generated";
import styles from "./public-figures.module.css";
import { quartersUpTo } from "./quarters";
import { QuartersTrend } from "./quarters-trend";

const text = defineText("publicFigures", {
  en: {
    title: "How complaints went",
    about:
      "What became of complaints in each quarter, for everybody. Figures about the cases of fewer than {{least}} people are withheld, so that they tell of no single person; so is whatever would give them away.",
    quarter: "Quarter",
    total: "All cases",
    byCategory: "By category",
    byProvider: "By provider",
    category: "Category",
    provider: "Provider",
    none: "none",
    empty: "No heading has cases of enough people.",
    withheld: "too few",
    days: "{{days, counted(one: day; other: days)}}",
    of: "of {{count}}",
    reuse: "Use it again",
    licence: "You may use these data for any purpose if you name the source: {{id}}.",
    csv: "Download CSV",
    json: "Data dictionary (JSON)",
    dictionary: "What the figures mean",
    figure: "Figure",
    meaning: "Meaning",
    divided: "Numerator",
    by: "Denominator",
    window: "Belongs to",
  },
  zh: {
    title: "投诉处理情况",
    about:
      "各季度投诉的处理结果，向所有人公开。为避免透露个人情况，所涉消费者少于 {{least}} 人的数据不予展示；可据以推算出这些数据的，同样不展示。",
    quarter: "季度",
    total: "全部案件",
    byCategory: "按类目",
    byProvider: "按服务商",
    category: "类目",
    provider: "服务商",
    none: "无",
    empty: "没有所涉人数足够的项目。",
    withheld: "数量过少",
    days: "{{days}} 天",
    of: "共 {{count}}",
    reuse: "数据再利用",
    licence: "注明来源即可将数据用于任何目的：{{id}}。",
    csv: "下载 CSV",
    json: "数据字典（JSON）",
    dictionary: "指标说明",
    figure: "指标",
    meaning: "含义",
    divided: "分子",
    by: "分母",
    window: "归属季度",
  },
});

type Statistics = PublicFiguresQuery["publicStatistics"];
type Figure = PublicGroupFragment["figures"][number];

export { PublicFiguresPage as Component };

function PublicFiguresPage(): ReactNode {
  const say = useText(text);
  const [params, setParams] = useSearchParams();
  const quarter = params.get("quarter");
  const read = useRead(PublicFiguresDocument, { quarter });
  return (
    <Page title={say("title")}>
      <Loaded {...read}>
        {({ publicStatistics }) => (
          <>
            <div className="slim">
              <Select
                label={say("quarter")}
                value={publicStatistics.quarter}
                options={quartersUpTo(publicStatistics.latest).map((value) => ({ value, label: formatQuarter(value) }))}
                onChange={({ target }) => setParams({ quarter: target.value })}
              />
            </div>
            <p className="prose">{say("about", { least: publicStatistics.minimumCount })}</p>
            <Total total={publicStatistics.total} />
            <QuartersTrend latest={publicStatistics.latest} />
            <Groups title={say("byCategory")} head={say("category")} groups={publicStatistics.categories} />
            <Groups title={say("byProvider")} head={say("provider")} groups={publicStatistics.providers} />
            <Reuse statistics={publicStatistics} />
            <Dictionary dictionary={publicStatistics.dictionary} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function useShown(): (figure: Figure) => string {
  const say = useText(text);
  return ({ unit, value, withheld }) => {
    if (withheld) return say("withheld");
    if (value === null || value === undefined) return "–";
    switch (unit) {
      case "SHARE":
        return formatPercent(value, 1);
      case "DAYS":
        return say("days", { days: formatNumber(value, 1) });
      case "MEAN":
        return formatNumber(value, 1);
      case "COUNT":
        return formatNumber(value);
    }
  };
}

function Total({ total }: { total: PublicGroupFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const shown = useShown();
  return (
    <section className="card stack-tight" aria-labelledby="total">
      <h2 id="total">{say("total")}</h2>
      <dl className={styles.figures}>
        {total.figures.map((figure) => (
          <div key={figure.figure}>
            <dt>{label("PublicFigureName", figure.figure)}</dt>
            <dd>
              {shown(figure)}{" "}
              {figure.unit !== "COUNT" && typeof figure.denominator === "number" && (
                <small>{say("of", { count: formatNumber(figure.denominator) })}</small>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Groups({
  title,
  head,
  groups,
}: {
  title: string;
  head: string;
  groups: readonly PublicGroupFragment[];
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const shown = useShown();
  const categoryOf = useCategory();
  const [first] = groups;
  return (
    <section className="stack-tight">
      <h2>{title}</h2>
      {!first ? (
        <p className="muted">{say("empty")}</p>
      ) : (
        <DataTable
          label={title}
          heads={[head, ...first.figures.map(({ figure }) => ({ numeric: label("PublicFigureName", figure) }))]}
        >
          {groups.map(({ value, provider, figures }) => (
            <tr key={value}>
              <th scope="row">
                {provider ? <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link> : null}
                {!provider && (value === "-" ? say("none") : categoryOf(value))}
              </th>
              {figures.map((figure) => (
                <td key={figure.figure} className={figure.withheld ? "numeric muted" : "numeric"}>
                  {shown(figure)}
                </td>
              ))}
            </tr>
          ))}
        </DataTable>
      )}
    </section>
  );
}

function Reuse({ statistics: { csv, licence } }: { statistics: Statistics }): ReactNode {
  const say = useText(text);
  return (
    <section className="card stack-tight">
      <h2>{say("reuse")}</h2>
      <p>
        <a href={licence.url} rel="license">
          {say("licence", { id: licence.id })}
        </a>
      </p>
      <ul className="row">
        <li>
          <a href={csv}>{say("csv")}</a>
        </li>
        <li>
          <a href="/figures/dictionary.json">{say("json")}</a>
        </li>
      </ul>
    </section>
  );
}

function Dictionary({ dictionary }: Pick<Statistics, "dictionary">): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <section className="stack-tight">
      <h2>{say("dictionary")}</h2>
      <DataTable
        label={say("dictionary")}
        heads={(["figure", "meaning", "divided", "by", "window"] as const).map((name) => say(name))}
      >
        {dictionary.map(({ figure, meaning, numerator, denominator, window }) => (
          <tr key={figure}>
            <th scope="row">{label("PublicFigureName", figure)}</th>
            <td>{meaning}</td>
            <td>{numerator ?? "–"}</td>
            <td>{denominator}</td>
            <td>{window}</td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}

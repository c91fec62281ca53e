import type { IncomingMessage, ServerResponse } from "node:http";
import { sendText } from "../../platform/http/answer-conditionally";
import { toCell, type Cell } from "../../adjudication/register/export-formats.pure";
import { HouseRules } from "../../house-rules/house-rules";
import type { Services } from "../../platform/graphql/context";
import { openToAll } from "../../platform/http/headers";
import { attachment, refuseRequest, wrongMethod, type HttpRoute } from "../../platform/http/json-answer";
import { dictionaryIn, LICENCE, toPublicFigures } from "./figure-dictionary.pure";
import { publicFigures, publishedQuarter } from "./public-statistics.queries";

/** The public GET /figures/quarter.csv?quarter=2026-Q3 and /figures/dictionary.json. */
export function figuresRoutes(services: Services): HttpRoute {
  return async (request, response, path) => {
    const file = /^\/figures\/(quarter\.csv|dictionary\.json)$/.exec(path)?.[1];
    if (file === undefined) return false;
    openToAll(response);
    try {
      if (request.method !== "GET" && request.method !== "HEAD") throw wrongMethod(response, "GET, HEAD");
      await (file === "quarter.csv" ? sendQuarter : sendDictionary)(services, request, response);
    } catch (error) {
      refuseRequest(services, request, response, error);
    }
    return true;
  };
}

const licensed = (response: ServerResponse): ServerResponse =>
  response.setHeader("Link", `<${LICENCE.url}>; rel="license", </figures/dictionary.json>; rel="describedby"`);

const COLUMNS = ["quarter", "by", "heading", "name", "figure", "unit", "numerator", "denominator", "value", "withheld"];

async function sendQuarter(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = new URL(request.url ?? "", "http://localhost").searchParams.get("quarter");
  const now = services.clock.now();
  const quarter = publishedQuarter(asked, now);
  const lines: Cell[][] = [COLUMNS];
  for (const by of ["CATEGORY", "PROVIDER"] as const) {
    const { total, groups } = await publicFigures(services.database.longReads, quarter, by, now);
    // The total is the same for both.
    const all = by === "CATEGORY" ? [{ by: "ALL", value: "-", name: null, figures: total }] : [];
    const headings = groups.map(({ value, provider, figures }) => ({ by, value, figures, name: provider?.legalName }));
    for (const { by: dimension, value, name, figures } of [...all, ...headings])
      for (const row of toPublicFigures(figures))
        lines.push([
          ...[quarter.name, dimension, value === "-" ? null : value, name, row.figure, row.unit],
          ...[row.numerator, row.denominator, row.value, row.withheld ? "yes" : "no"],
        ]);
  }
  licensed(response).setHeader("Content-Disposition", attachment(`complaints-${quarter.name}.csv`));
  // The byte order mark tells spreadsheets that it is UTF-8.
  const text = `\ufeff${lines.map((cells) => `${cells.map(toCell).join(",")}\r\n`).join("")}`;
  sendText(request, response, "text/csv; charset=utf-8; header=present", text);
}

async function sendDictionary(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const rules = await HouseRules.inForce(services.database, services.clock.now());
  const least = rules.number("statistics.public", "cases");
  const dictionary = { licence: LICENCE, en: dictionaryIn("en", least), "zh-CN": dictionaryIn("zh-CN", least) };
  licensed(response);
  sendText(request, response, "application/json; charset=utf-8", JSON.stringify(dictionary));
}

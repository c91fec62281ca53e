import { extname } from "node:path";
import type { IncomingMessage, ServerResponse } from "node:http";
import { silentSignIn } from "../../accounts/directory/sign-in-routes";
import type { Config } from "../../config";
import type { Services } from "../../platform/graphql/context";
import { answerJson } from "../../platform/http/json-answer";
import { pickLocale } from "../../platform/messages/explain";
import { DEMO_PEOPLE } from "../demo/demo-people";
import { builtPages, builtPlayground, pagesForDevelopers, type Nowhere } from "./built-files";

/** The pages, those for developers, and the playground: whatever is no path of the API. */
export function pagesDoor(
  services: Services,
  config: Pick<Config, "playground"> & { demo: boolean },
  nowhere: Nowhere,
) {
  const playground = builtPlayground(nowhere);
  const developers = pagesForDevelopers(nowhere);
  const pages = builtPages(services, nowhere);
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const noun = path.split("/")[1] ?? "";
    // The pages also offer these people, where there is no playground.
    if (path === "/playground/people.json") return answerJson(response, 200, config.demo ? DEMO_PEOPLE : []);
    if (noun === "playground" && !config.playground) return nowhere(request, response);
    if (path === "/playground") return redirect(response, "/playground/");
    if (path === "/developers" || path === "/developers/")
      return redirect(response, `/developers/${pickLocale(request.headers["accept-language"])}/`);
    if (path.startsWith("/developers/") && developers) {
      request.url = request.url?.slice("/developers".length);
      return developers(request, response);
    }
    if (path.startsWith("/playground/") && playground) {
      request.url = request.url?.slice("/playground".length);
      return playground(request, response);
    }
    const silently = extname(path) === "" ? silentSignIn(services, request) : null;
    if (silently !== null) return redirect(response, silently);
    if (pages) return await pages(request, response, noun);
    nowhere(request, response);
  };
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(302, { Location: to, "Cache-Control": "no-cache", Vary: "Accept-Language" }).end();
}

import { sendText } from "../../platform/http/answer-conditionally";
import { refuseRequest, wrongMethod, type HttpRoute } from "../../platform/http/json-answer";
import type { Services } from "../../platform/graphql/context";
import { publicAddresses } from "./sitemap.queries";

/** The public GET /sitemap.xml: what search engines may find. */
export function sitemapRoute(services: Services): HttpRoute {
  return sent("/sitemap.xml", services, "application/xml; charset=utf-8", async () => {
    const addresses = await publicAddresses(services.database);
    // Codes and ids, which have no letter that XML would read as its own.
    const urls = addresses.map((path) => `<url><loc>${services.publicUrl}${path}</loc></url>`);
    return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join("\n")}
</urlset>
`;
  });
}

/** What is somebody's own is refused to visitors anyway: a search engine need not try. */
const OWN = [
  "/graphql",
  "/evidence/",
  "/verification/",
  "/dossiers/",
  "/orders",
  "/cases",
  "/business",
  "/desk",
  "/inbox",
  "/account",
];

/** The public GET /robots.txt. */
export function robotsRoute(services: Services): HttpRoute {
  return sent("/robots.txt", services, "text/plain; charset=utf-8", () => {
    const rules = ["User-agent: *", ...OWN.map((path) => `Disallow: ${path}`)];
    return Promise.resolve([...rules, "", `Sitemap: ${services.publicUrl}/sitemap.xml`, ""].join("\n"));
  });
}

const sent =
  (file: string, services: Services, mediaType: string, write: () => Promise<string>): HttpRoute =>
  async (request, response, path) => {
    if (path !== file) return false;
    try {
      if (request.method !== "GET" && request.method !== "HEAD") throw wrongMethod(response, "GET, HEAD");
      sendText(request, response, mediaType, await write());
    } catch (error) {
      refuseRequest(services, request, response, error);
    }
    return true;
  };

import "reflect-metadata";
import pino from "pino";
import { chromium, type Browser, type CDPSession, type Page } from "playwright-core";
import { DEMO_PEOPLE } from "../src/app/demo/demo-people";
import { parseConfig } from "../src/config";
import { startServer } from "../src/server";
import { temporaryFolder } from "./support/folder";

/**
 * npm run bench:pages
 *
 * Speed as felt: each page on a phone, at 1.6 Mbit/s, 150 ms and a processor four times slower, medians of three visits. A visitor's cache is
 * empty; who is signed in has been here before, so that the service worker holds the code; "first visit" is a person signed in without it.
 * What has to hold: what is shown moves by less than 0.1; the largest part is painted within 1.5 s; a case is shown with fewer than twelve
 * requests. `wholeMs` is when nothing is being loaded any more.
 */
const PHONE = { width: 390, height: 844 };
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const SLOWER = 4;

interface Felt {
  page: string;
  requests: number;
  kilobytes: number;
  graphqlKilobytes: number;
  scriptKilobytes: number;
  largestPaintMs: number;
  wholeMs: number;
  shift: number;
}

const VISITS = 3;
const MOST_SHIFT = 0.1;
const LATEST_PAINT_MS = 1_500;
const MOST_REQUESTS_OF_A_CASE = 11;

async function main(): Promise<void> {
  const config = parseConfig({ PORT: "0", DATA_DIR: temporaryFolder(), DEMO_MARKET: "small" });
  await using server = await startServer(config, { log: pino({ level: "error" }) });
  await server.filled;
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
  try {
    const felt: Felt[] = [];
    for (const wanted of await pagesOf(server.url)) {
      const visits: Felt[] = [];
      for (let visit = 0; visit < VISITS; visit += 1) visits.push(await feel(browser, server.url, wanted));
      felt.push(medianOf(visits));
    }
    console.table(Object.fromEntries(felt.map(({ page, ...figures }) => [page, figures])));
    const missed = felt.flatMap((each) => missedBy(each));
    missed.forEach((sentence) => console.log(sentence));
    process.exitCode = missed.length > 0 ? 1 : 0;
  } finally {
    await browser.close();
  }
}

/** Of each figure by itself. */
function medianOf(visits: readonly Felt[]): Felt {
  const [first] = visits;
  if (!first) throw new Error("nobody came");
  const figures = Object.entries(first).map(([name, value]) => {
    if (typeof value === "string") return [name, value];
    const all = visits.map((visit) => Number(visit[name as keyof Felt])).sort((one, other) => one - other);
    return [name, all[Math.floor(all.length / 2)]];
  });
  return Object.fromEntries(figures) as Felt;
}

function missedBy({ page, shift, largestPaintMs, requests }: Felt): string[] {
  const missed: string[] = [];
  if (shift >= MOST_SHIFT) missed.push(`${page} moves by ${shift}`);
  if (largestPaintMs >= LATEST_PAINT_MS) missed.push(`${page}: the largest part is painted after ${largestPaintMs} ms`);
  if (page.startsWith("case") && requests > MOST_REQUESTS_OF_A_CASE) missed.push(`${page} makes ${requests} requests`);
  return missed;
}

const FIRST_VISIT = "first visit";

interface Wanted {
  name: string;
  /** Login; a visitor without one. */
  who?: string;
  address: string;
  /** Without the service worker. */
  first?: boolean;
}

async function pagesOf(url: string): Promise<Wanted[]> {
  const token = await tokenOf(url, "li.na");
  const { providers, register } = (await ask(
    url,
    "{ providers(first: 1) { nodes { id } } register(first: 1) { nodes { id } } }",
  )) as {
    providers: { nodes: { id: string }[] };
    register: { nodes: { id: string }[] };
  };
  const { myComplaints } = (await ask(url, "{ myComplaints(first: 1) { nodes { id } } }", token)) as {
    myComplaints: { nodes: { id: string }[] };
  };
  const caseId = myComplaints.nodes[0]?.id;
  return [
    { name: "home", address: "/" },
    { name: "search", address: "/search" },
    { name: "provider", address: `/providers/${providers.nodes[0]?.id}` },
    { name: "register", address: "/public-register" },
    { name: "entry", address: `/public-register/${register.nodes[0]?.id}` },
    { name: "my cases", who: "li.na", address: "/cases" },
    { name: "case", who: "li.na", address: `/cases/${caseId}` },
    { name: `case, ${FIRST_VISIT}`, who: "li.na", address: `/cases/${caseId}`, first: true },
    { name: "case, staff", who: "chen.mod", address: `/cases/${caseId}` },
    { name: "desk", who: "chen.mod", address: "/desk" },
    { name: `desk, ${FIRST_VISIT}`, who: "chen.mod", address: "/desk", first: true },
    { name: "business", who: "wang.owner", address: "/business" },
  ];
}

async function feel(browser: Browser, url: string, { name, who, address, first = false }: Wanted): Promise<Felt> {
  const serviceWorkers = who && !first ? "allow" : "block";
  const context = await browser.newContext({ viewport: PHONE, locale: "en", deviceScaleFactor: 2, serviceWorkers });
  try {
    const page = await context.newPage();
    if (who) await signIn(page, url, who);
    if (serviceWorkers === "allow") await page.evaluate("navigator.serviceWorker.ready");
    const line = await context.newCDPSession(page);
    await line.send("Network.enable");
    await line.send("Network.clearBrowserCache");
    await line.send("Network.emulateNetworkConditions", LINE);
    await line.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    const sent = count(line);
    await page.goto(url + address);
    await page.locator("h1").first().waitFor();
    await page.locator(".skeleton").first().waitFor({ state: "detached" });
    const wholeMs = Math.round(await page.evaluate<number>("performance.now()"));
    await page.waitForLoadState("networkidle");
    const { shift, largest } = await page.evaluate<{ shift: number; largest: number }>(SEEN);
    return { page: name, ...sent(), largestPaintMs: Math.round(largest), wholeMs, shift: Number(shift.toFixed(3)) };
  } finally {
    await context.close();
  }
}

/** In the page: how far what was shown moved without anybody's doing, and when its largest part was painted. */
const SEEN = `new Promise((done) => {
  let shift = 0;
  let largest = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) largest = Math.max(largest, entry.startTime);
  }).observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(() => done({ shift, largest }), 200);
})`;

/** As it goes over the line, headers included. */
function count(line: CDPSession): () => Pick<Felt, "requests" | "kilobytes" | "graphqlKilobytes" | "scriptKilobytes"> {
  const addresses = new Map<string, string>();
  const bytes = new Map<string, number>();
  line.on("Network.requestWillBeSent", ({ requestId, request }) => addresses.set(requestId, request.url));
  line.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  return () => {
    const of = (wanted: (address: string) => boolean): number =>
      Math.round(
        [...bytes].reduce((sum, [id, length]) => sum + (wanted(addresses.get(id) ?? "") ? length : 0), 0) / 1_000,
      );
    return {
      requests: addresses.size,
      kilobytes: of(() => true),
      graphqlKilobytes: of((address) => address.endsWith("/graphql")),
      scriptKilobytes: of((address) => address.endsWith(".js")),
    };
  };
}

async function signIn(page: Page, url: string, login: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.locator("input[name=login]").fill(login);
  await page.locator("input[name=password]").fill(passwordOf(login));
  await page.locator("form button[type=submit]").click();
  await page.locator("header [data-viewer]").waitFor();
}

const passwordOf = (login: string): string => DEMO_PEOPLE.find((one) => one.login === login)?.password ?? "";

async function ask(url: string, query: string, token?: string): Promise<unknown> {
  const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
  const answer = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
  const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function tokenOf(url: string, login: string): Promise<string> {
  const signedIn = (await ask(
    url,
    `mutation { signIn(input: { login: "${login}", password: "${passwordOf(login)}" }) { accessToken } }`,
  )) as { signIn: { accessToken: string } };
  return signedIn.signIn.accessToken;
}

void main();

/* Search without a server, and buttons that copy code. The pages are complete without either. */
import MiniSearch from "minisearch";
import { OPTIONS } from "./search-options.js";

const main = document.querySelector("main");
for (const pre of document.querySelectorAll("pre")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = main.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(pre.textContent);
    button.textContent = main.dataset.copied;
  });
  pre.after(button);
}

const form = document.querySelector("form[role=search]");
const input = form.querySelector("input");
const found = form.querySelector("ol");
let index;

async function search() {
  const words = input.value.trim();
  if (words === "") return void (found.hidden = true);
  index ??= fetch(`/developers/${document.documentElement.lang}/search.json`)
    .then((response) => response.text())
    .then((text) => MiniSearch.loadJSON(text, OPTIONS));
  const hits = (await index).search(words).slice(0, 20);
  if (input.value.trim() !== words) return;
  found.replaceChildren(...(hits.length > 0 ? hits.map(toItem) : [nothing()]));
  found.hidden = false;
}

function toItem({ id, title, kind }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const small = document.createElement("small");
  link.href = id;
  link.textContent = title;
  small.textContent = kind;
  link.append(small);
  item.append(link);
  return item;
}

function nothing() {
  const item = document.createElement("li");
  item.textContent = input.dataset.nothing;
  return item;
}

input.addEventListener("input", () => void search());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  found.querySelector("a")?.click();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Escape") found.hidden = true;
});

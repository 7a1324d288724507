import { render } from "lit";
import { expect, it } from "vitest";
import { linkify } from "./linkify";

function shown(text: string): { text: string | null; links: (string | null)[] } {
  const place = document.createElement("p");
  render(linkify(text), place);
  return {
    text: place.textContent,
    links: [...place.querySelectorAll("a")].map((link) => link.getAttribute("href")),
  };
}

it.each([
  ["Zobacz https://podlipa.example/pomoc.", ["https://podlipa.example/pomoc"]],
  [
    "(https://a.example/x?y=1&z=2), https://b.example/",
    ["https://a.example/x?y=1&z=2", "https://b.example/"],
  ],
  ["javascript:alert(1) <b>nie</b> http://", []],
])("makes links of %j and leaves every character in place", (text, links) => {
  expect(shown(text)).toEqual({ text, links });
});

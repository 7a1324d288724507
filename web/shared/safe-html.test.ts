import { describe, expect, it } from "vitest";
import { safeHtml, safeLink } from "./safe-html";

function shown(html: string): string {
  const place = document.createElement("div");
  place.append(safeHtml(html));
  return place.innerHTML;
}

describe("safeHtml", () => {
  it("keeps what an article is made of", () => {
    const article =
      "<h2>Zwrot</h2><p>Masz <strong>30 dni</strong>.</p><ul><li>Kod</li></ul><table><tbody><tr><td>49 zł</td></tr></tbody></table>";
    expect(shown(article)).toBe(article);
  });

  it.each([
    ["<script>alert(1)</script>tekst", "tekst"],
    ["<img src=x onerror=alert(1)>tekst", "tekst"],
    ["<p onclick=alert(1) style='position:fixed' class=x id=y>tekst</p>", "<p>tekst</p>"],
    ["<svg><script>alert(1)</script><a href='#'>x</a></svg>tekst", "tekst"],
    ["<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>tekst", "tekst"],
    ["<iframe srcdoc='<script>alert(1)</script>'></iframe>tekst", "tekst"],
    ["<form action=/x><input name=q><button>go</button></form>tekst", "tekst"],
    ["<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>tekst", "<p>tekst</p>"],
    ["<template><p>skryte</p></template>tekst", "tekst"],
    ["<!-- <img src=x onerror=alert(1)> -->tekst", "tekst"],
    ["<custom-element onload=x>tekst</custom-element>", "tekst"],
    ["&lt;script&gt;tekst", "&lt;script&gt;tekst"],
  ])("makes %s harmless", (html, safe) => {
    expect(shown(html)).toBe(safe);
  });

  it("shows the desk's own pictures with their size, and nobody else's", () => {
    const address = `/help/pictures/${"0a".repeat(16)}-800x600.png`;
    expect(
      shown(`<img src="${address}" alt="kod &amp; QR" width="800" height="600" onload="alert(1)">`),
    ).toBe(`<img loading="lazy" alt="kod &amp; QR" width="800" height="600" src="${address}">`);
    for (const other of [
      `https://evil.example${address}`,
      `//evil.example${address}`,
      `${address}?to=evil`,
      "/help/pictures/../x.png",
      "data:image/png;base64,AA",
    ])
      expect(shown(`<img src="${other}">tekst`)).toBe("tekst");
  });

  it("opens links outside the frame and gives them no way back", () => {
    expect(shown('<a href="https://podlipa.example/x?a=1&amp;b=2">x</a>')).toBe(
      '<a href="https://podlipa.example/x?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">x</a>',
    );
  });

  it.each(["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "https://["])(
    "takes the address %j away",
    (address) => {
      const place = document.createElement("div");
      const link = document.createElement("a");
      link.setAttribute("href", address);
      place.append(safeHtml(link.outerHTML));
      expect(place.querySelector("a")?.hasAttribute("href")).toBe(false);
    },
  );
});

describe("safeLink", () => {
  it("reads a relative address as the desk's own", () => {
    expect(safeLink("/help/pl/returns")).toBe(`${location.origin}/help/pl/returns`);
  });

  it.each([null, "", "javascript:alert(1)"])("refuses %j", (address) => {
    expect(safeLink(address)).toBeNull();
  });
});

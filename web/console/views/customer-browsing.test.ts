import { expect, it } from "vitest";
import type { Browsing } from "../../shared/staff-protocol";
import { CustomerFile } from "../state/customer-file";
import { apiFactory } from "../state/testing";
import { CustomerBrowsing } from "./customer-browsing";

const empty = { tags: [], known_tags: [], orders: [], conversations: [], notes: [], ratings: [] };

async function shown(browsing: Partial<Browsing>): Promise<ShadowRoot> {
  const api = apiFactory();
  api.customerFile.mockResolvedValue({
    ...empty,
    browsing: { pages: [], cart: {}, attributes: {}, updated_at: null, ...browsing },
  });
  const view = new CustomerBrowsing();
  view.file = new CustomerFile("c-1", api, () => {});
  document.body.append(view);
  await view.file.load();
  await view.updateComplete;
  return view.shadowRoot!;
}

const page = (title: string, url = "https://shop.example/koce") => ({
  url,
  title,
  seen_at: new Date().toISOString(),
});

it("is absent where the page told nothing", async () => {
  expect((await shown({})).querySelector("section")).toBeNull();
});

it("shows basket, facts and pages, and hides all but the latest pages", async () => {
  const cart = { items: [{ name: "Koc", quantity: 2 }], total: 398, currency: "PLN" };
  const root = await shown({
    cart,
    attributes: { club: true },
    pages: ["a", "b", "c", "d", "e"].map((title) => page(title)),
  });
  expect(root.textContent).toContain("2 × Koc");
  expect(root.querySelector("dt")?.textContent).toBe("club");
  expect(root.querySelectorAll("a")).toHaveLength(5);
  expect(root.querySelectorAll("details a")).toHaveLength(2);
});

it("makes no link of an address that is none", async () => {
  const root = await shown({ pages: [page("<b>x</b>", "javascript:alert(1)")] });
  expect(root.querySelector("a, b")).toBeNull();
  expect(root.textContent).toContain("<b>x</b>");
});

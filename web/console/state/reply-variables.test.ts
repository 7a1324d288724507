import { expect, it } from "vitest";
import { detailFactory, summaryFactory } from "./testing";
import { filled, gapsIn } from "./reply-variables";
import { replyValues } from "./reply-values";
import { Transcript } from "./transcript";

it("fills in what is known and leaves what is not where it can be seen", () => {
  const text = filled("Pani {{customer_name}}, {{ order_number }} {{inne}}", { customer_name: "Maria" });
  expect(text).toBe("Pani Maria, {{ order_number }} {{inne}}");
  const [gap] = gapsIn(text);
  expect(text.slice(gap!.start, gap!.end)).toBe("{{ order_number }}");
  expect(gapsIn(text)).toHaveLength(1);
});

it("takes the values from the conversation", () => {
  const { customer, handover } = detailFactory();
  const order = {
    number: "LP-104217",
    state: "shipped",
    carrier: "InPost",
    tracking_url: null,
    expected_on: "2026-11-25",
    delayed: false,
    placed_on: "2026-11-20",
    total: "10.00",
    currency: "PLN",
    items: [],
  };
  const known = { customer, summary: summaryFactory(), transcript: new Transcript() };
  expect(replyValues({ ...known, handover }, "Anna")).toMatchObject({
    customer_name: "Maria",
    agent_name: "Anna",
    order_number: null,
  });
  const packet = { slots: { order_number: "LP-1" }, order: null } as never;
  expect(replyValues({ ...known, handover: packet }, "Anna").order_number).toBe("LP-1");
  const shown = { slots: {}, order } as never;
  expect(replyValues({ ...known, handover: shown }, "Anna")).toMatchObject({
    order_number: "LP-104217",
    carrier: "InPost",
    expected_on: "25 listopada",
  });
});

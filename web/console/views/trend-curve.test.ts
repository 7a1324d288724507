import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TrendPoint } from "../state/mood-trend";
import { words } from "../words";
import "./trend-curve";
import type { TrendCurve } from "./trend-curve";

function pointFactory(seq: number, value: number, change: Partial<TrendPoint> = {}): TrendPoint {
  return { seq, text: `wiadomość ${seq}`, value, reasons: [], corrected: false, ...change };
}

const POINTS = [
  pointFactory(1, 0.1),
  pointFactory(3, 0.5, { reasons: ["words", "repeated"] }),
  pointFactory(5, 0.9, { reasons: ["insult"], corrected: true }),
];

async function curveFactory(points: readonly TrendPoint[] = POINTS) {
  const curve = document.createElement("wl-trend-curve") as TrendCurve;
  curve.points = points;
  const inspected: (number | null)[] = [];
  curve.addEventListener("inspect", (event) =>
    inspected.push((event as CustomEvent<TrendPoint | null>).detail?.seq ?? null),
  );
  document.body.append(curve);
  await curve.updateComplete;
  const svg = curve.renderRoot.querySelector("svg")!;
  const dots = () => [...curve.renderRoot.querySelectorAll<SVGElement>(".point")];
  const press = async (key: string) => {
    (curve.shadowRoot!.activeElement ?? svg).dispatchEvent(
      new KeyboardEvent("keydown", { key, bubbles: true }),
    );
    await curve.updateComplete;
  };
  return { curve, svg, dots, press, inspected };
}

beforeEach(() => words.setLocale("en"));
afterEach(() => {
  document.body.replaceChildren();
  words.setLocale("pl");
});

describe("without eyes", () => {
  it("says what the curve shows", async () => {
    const { svg } = await curveFactory();
    expect(svg.getAttribute("aria-label")).toBe("Frustration over 3 messages: from 10% to 90%");
  });

  it("says each point with its reasons and its message, in both languages", async () => {
    const { curve, dots } = await curveFactory();
    expect(dots()[1]?.getAttribute("aria-label")).toBe(
      "Tense 50%, upset words, the same question again. “wiadomość 3”",
    );
    words.setLocale("pl");
    await curve.updateComplete;
    expect(dots()[2]?.getAttribute("aria-label")).toMatch(
      /^Złość 90\s?%, obelga, poprawione przez człowieka\. „/,
    );
  });
});

it("tells the bands apart by shape, not by colour alone", async () => {
  const { curve } = await curveFactory();
  const shapes = [...curve.renderRoot.querySelectorAll(".shape")].map((shape) => shape.getAttribute("d"));
  expect(new Set(shapes).size).toBe(3);
});

it("rises with the value, from left to right", async () => {
  const { curve } = await curveFactory();
  const places = curve.renderRoot
    .querySelector(".curve")!
    .getAttribute("points")!
    .split(" ")
    .map((place) => place.split(",").map(Number) as [number, number]);
  expect(places.map(([x]) => x)).toEqual([...places.map(([x]) => x)].sort((a, b) => a - b));
  expect(places.map(([, y]) => y)).toEqual([...places.map(([, y]) => y)].sort((a, b) => b - a));
});

describe("the keyboard", () => {
  const stops = (dots: SVGElement[]) => dots.map((dot) => dot.getAttribute("tabindex"));

  it("comes to the newest point, and goes on with the arrows", async () => {
    const { dots, press, inspected } = await curveFactory();
    expect(stops(dots())).toEqual(["-1", "-1", "0"]);
    dots()[2]!.focus();
    await press("ArrowLeft");
    expect(stops(dots())).toEqual(["-1", "0", "-1"]);
    await press("Home");
    await press("ArrowLeft");
    await press("End");
    expect(inspected.filter((seq) => seq !== null)).toEqual([5, 3, 1, 5]);
  });

  it("stays at the newest point when a message comes", async () => {
    const { curve, dots } = await curveFactory();
    dots()[2]!.focus();
    curve.points = [...POINTS, pointFactory(7, 0.6)];
    await curve.updateComplete;
    expect(stops(dots())).toEqual(["-1", "-1", "-1", "0"]);
  });
});

it("shows the point under the pointer, and none when it has left", async () => {
  const { dots, svg, inspected } = await curveFactory();
  dots()[1]!.dispatchEvent(new Event("pointerenter"));
  svg.dispatchEvent(new Event("pointerleave"));
  expect(inspected).toEqual([3, null]);
});

it("draws a single point, and one from the future", async () => {
  const { curve, dots } = await curveFactory([pointFactory(1, 1.2, { reasons: ["brand_new"] })]);
  expect(dots()[0]?.getAttribute("aria-label")).toContain("brand new");
  expect(curve.renderRoot.querySelector(".curve")?.getAttribute("points")).toBe("110,8");
});

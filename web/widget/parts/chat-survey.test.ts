import { expect, it, vi } from "vitest";
import type { Rating } from "../../shared/protocol";
import "../words-for-tests";
import { ChatSurvey } from "./chat-survey";

async function surveyFactory() {
  const survey = new ChatSurvey();
  survey.questions = ["csat", "nps"];
  survey.connected = true;
  const rated = vi.fn<(rating: Rating) => void>();
  survey.addEventListener("rate", (event) => rated((event as CustomEvent<Rating>).detail));
  document.body.append(survey);
  await survey.updateComplete;
  const root = survey.shadowRoot!;
  const choose = async (question: string, index: number) => {
    root.querySelectorAll<HTMLInputElement>(`[name=${question}]`)[index]!.click();
    await survey.updateComplete;
  };
  return { survey, root, rated, choose, send: () => root.querySelector("form")!.requestSubmit() };
}

it("asks the rest once the first question is answered, and sends what was answered", async () => {
  const { root, rated, choose, send } = await surveyFactory();
  expect(root.querySelectorAll("fieldset")).toHaveLength(1);
  await choose("csat", 3);
  expect(root.querySelectorAll("fieldset")).toHaveLength(2);
  root.querySelector("textarea")!.value = "dzięki";
  send();
  await choose("nps", 0);
  send();
  expect(rated.mock.calls).toEqual([
    [{ csat: 4, comment: "dzięki" }],
    [{ csat: 4, nps: 0, comment: "dzięki" }],
  ]);
});

it("can be skipped at once", async () => {
  const { root, rated } = await surveyFactory();
  root.querySelector("button")!.click();
  expect(rated).toHaveBeenCalledWith({ skipped: true });
});

it("keeps the answer while there is no connection", async () => {
  const { survey, root, rated, choose, send } = await surveyFactory();
  await choose("csat", 0);
  survey.connected = false;
  await survey.updateComplete;
  send();
  expect(rated).not.toHaveBeenCalled();
  expect(root.querySelector("[role=status]")).not.toBeNull();
});

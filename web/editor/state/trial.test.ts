import { describe, expect, it, vi } from "vitest";
import { contentFactory, knowledgeFactory } from "./testing";
import { Trial } from "./trial";

describe("a trial", () => {
  it("asks of what is public where there is no draft", async () => {
    const { api } = knowledgeFactory();
    const trial = new Trial(api, vi.fn());
    await trial.ask(" gdzie paczka ", "pl");
    expect(api.search).toHaveBeenCalledExactlyOnceWith("gdzie paczka", "pl", expect.anything());
    expect([trial.answer?.now.decision, trial.answer?.after]).toEqual(["abstain", null]);
  });

  it("sets the answer now beside the one after publishing", async () => {
    const { api } = knowledgeFactory();
    const trial = new Trial(api, vi.fn());
    await trial.ask("paczka", "pl", { id: "how-to-return", language: "pl", content: contentFactory() });
    expect([trial.answer?.now.decision, trial.answer?.after?.decision]).toEqual(["abstain", "answer"]);
  });
});

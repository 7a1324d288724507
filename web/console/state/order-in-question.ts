import type { OrderSummary } from "../../shared/protocol";
import type { Conversation } from "./conversation";

/** The order in question: the last one shown in the conversation, else the one handed over. */
export function orderIn({
  handover,
  transcript,
}: Pick<Conversation, "handover" | "transcript">): OrderSummary | null {
  const shown = transcript.messages.findLast(({ kind }) => kind === "order");
  return shown?.kind === "order" ? shown.data : (handover?.order ?? null);
}

import type { Language } from "../../shared/protocol";
import type { Conversation } from "./conversation";
import { orderIn } from "./order-in-question";
import type { ReplyValues } from "./reply-variables";

/** What a conversation gives a canned reply to be filled in with, worded in the customer's language. */
export function replyValues(
  conversation: Pick<Conversation, "customer" | "handover" | "transcript" | "summary">,
  agentName: string,
): ReplyValues {
  const order = orderIn(conversation);
  const known = conversation.handover?.slots["order_number"];
  const customer = conversation.customer ?? conversation.summary?.customer;
  return {
    customer_name: customer?.name,
    agent_name: agentName,
    order_number: order?.number ?? (typeof known === "string" ? known : null),
    carrier: order?.carrier,
    expected_on: order?.expected_on && day(order.expected_on, conversation.summary?.language ?? "pl"),
  };
}

function day(date: string, language: Language): string {
  return new Date(`${date.slice(0, 10)}T12:00:00`).toLocaleDateString(language, {
    day: "numeric",
    month: "long",
  });
}

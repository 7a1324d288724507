import { describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../shared/key-value-store";
import { Alerts } from "./alerts";

function alertsFactory(permission: NotificationPermission | "unsupported" = "default") {
  const bell = {
    permission,
    beep: vi.fn(),
    ask: vi.fn(async () => (bell.permission = "granted") as NotificationPermission),
    show: vi.fn(),
  };
  return { alerts: new Alerts(bell, new MemoryStore()), bell };
}

const call = (alerts: Alerts) => alerts.call("Nowa rozmowa", "Halo", "c-1", () => {});

describe("Alerts", () => {
  it("sounds unless switched off", () => {
    const { alerts, bell } = alertsFactory();
    call(alerts);
    expect(bell.beep).toHaveBeenCalledOnce();
    alerts.toggleSound();
    call(alerts);
    expect(bell.beep).toHaveBeenCalledOnce();
  });

  it("shows notifications only when asked for and allowed", async () => {
    const { alerts, bell } = alertsFactory();
    call(alerts);
    expect(bell.show).not.toHaveBeenCalled();
    await alerts.toggleDesktop();
    call(alerts);
    expect(bell.show).toHaveBeenCalledOnce();
    await alerts.toggleDesktop();
    call(alerts);
    expect(bell.show).toHaveBeenCalledOnce();
  });

  it("stays off where the browser has been told no", async () => {
    const { alerts, bell } = alertsFactory("denied");
    bell.ask.mockResolvedValue("denied");
    await alerts.toggleDesktop();
    expect(alerts.desktop).toBe(false);
    expect(alerts.denied).toBe(true);
  });
});

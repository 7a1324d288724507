import { describe, expect, it, vi } from "vitest";
import { ApiError } from "../../shared/http";
import type { TeamApi } from "./team-api";
import { PictureUpload, pictureIn, pictureMarkdown } from "./picture-upload";

const PICTURE = { name: "0a-60x40.png", url: "", type: "image/png", width: 60, height: 40 };

function uploadFactory(type = "image/png", bytes = 10) {
  const upload = vi.fn<TeamApi["upload"]>().mockResolvedValue(PICTURE);
  return { made: new PictureUpload(new File([new Uint8Array(bytes)], "x", { type }), { upload }), upload };
}

describe("PictureUpload", () => {
  it("tells how far it is, and gives the picture", async () => {
    const { made, upload } = uploadFactory();
    const seen: (number | null)[] = [];
    made.subscribe(() => seen.push(made.progress));
    upload.mockImplementationOnce(async (_file, onProgress) => {
      onProgress(0.5);
      return PICTURE;
    });
    expect(await made.send()).toEqual(PICTURE);
    expect(seen).toEqual([0, 0.5, null]);
  });

  it.each([
    ["text/html", 10, "not_a_picture"],
    ["image/svg+xml", 10, "not_a_picture"],
    ["image/png", 5 * 2 ** 20 + 1, "too_large"],
    ["image/png", 5 * 2 ** 20, null],
  ])("of %s with %i bytes has the problem %s before it is sent", (type, bytes, problem) => {
    expect(uploadFactory(type, bytes).made.problem).toBe(problem);
  });

  it.each([
    [new ApiError(400, "bad_picture", "", { problem: "not_a_picture" }), "not_a_picture"],
    [new ApiError(400, "bad_picture", "", { problem: "too_many_pixels" }), "too_many_pixels"],
    [new ApiError(0, "offline", ""), "offline"],
    [new ApiError(500, "internal_error", ""), "failed"],
  ])("that is refused with %o says %s and can be sent again", async (error, problem) => {
    const { made, upload } = uploadFactory();
    upload.mockRejectedValueOnce(error);
    expect(await made.send()).toBeNull();
    expect(made.problem).toBe(problem);
    expect(await made.send()).toEqual(PICTURE);
  });

  it("that is given up ends quietly", async () => {
    const { made, upload } = uploadFactory();
    upload.mockImplementationOnce(
      (_file, _progress, signal) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted")))),
    );
    const sending = made.send();
    made.cancel();
    expect(await sending).toBeNull();
    expect([made.problem, made.progress]).toEqual([null, null]);
  });
});

it("finds a picture among what is pasted, and only that", () => {
  const data = (...files: File[]) => ({ files }) as unknown as DataTransfer;
  const picture = new File([], "a.png", { type: "image/png" });
  expect(pictureIn(data(new File([], "a.txt", { type: "text/plain" }), picture))).toBe(picture);
  expect(pictureIn(data())).toBeNull();
  expect(pictureIn(null)).toBeNull();
});

it("writes what is on a picture so that it cannot end its own brackets", () => {
  expect(pictureMarkdown("0a-60x40.png", " kod [QR]\n na etykiecie ")).toBe(
    "![kod \\[QR\\] na etykiecie](picture:0a-60x40.png)",
  );
});

import type { Page, Request } from "@playwright/test";

/** A server action's request as the page made it, to be made again by hand. */
export type CapturedAction = { url: string; id: string; body: string };

/** Runs `trigger` and catches the server action it calls. */
export async function captureAction(page: Page, trigger: () => Promise<void>): Promise<CapturedAction> {
  const isAction = (request: Request) => request.method() === "POST" && "next-action" in request.headers();
  const [request] = await Promise.all([page.waitForRequest(isAction), trigger()]);
  return { url: request.url(), id: request.headers()["next-action"] ?? "", body: request.postData() ?? "" };
}

export type ReplayAnswer = { status: number; text: string };

/** Makes a captured action's request again from this page, as its user, with another body. */
export async function replayAction(page: Page, action: CapturedAction, body: string): Promise<ReplayAnswer> {
  return await page.evaluate(
    async (given) => {
      const answer = await fetch(given.url, {
        method: "POST",
        headers: {
          "next-action": given.id,
          accept: "text/x-component",
          "content-type": "text/plain;charset=UTF-8",
        },
        body: given.body,
      });
      return { status: answer.status, text: await answer.text() };
    },
    { url: new URL(action.url).pathname, id: action.id, body },
  );
}

/** The same from outside a browser, where every header can be made up. */
export async function forgeAction(
  page: Page,
  action: CapturedAction,
  headers: Record<string, string>,
): Promise<ReplayAnswer> {
  const answer = await page.request.post(action.url, {
    headers: {
      "next-action": action.id,
      accept: "text/x-component",
      "content-type": "text/plain;charset=UTF-8",
      ...headers,
    },
    data: action.body,
  });
  return { status: answer.status(), text: await answer.text() };
}

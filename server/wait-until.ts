const STEP_MS = 50;

/**
 * Waits until a condition holds, asking every 50 ms. In: the condition, a deadline in milliseconds, and what to throw when it passes
 * (by default an Error that says so). Out: the first truthy answer.
 */
export async function waitUntil<T>(
  condition: () => T | Promise<T>,
  options: { deadlineMs: number; otherwise?: () => Error },
): Promise<NonNullable<T>> {
  const end = performance.now() + options.deadlineMs;
  for (;;) {
    const answer = await condition();
    if (answer) return answer;
    if (performance.now() >= end) {
      throw options.otherwise?.() ?? new Error(`the condition did not hold within ${options.deadlineMs} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}

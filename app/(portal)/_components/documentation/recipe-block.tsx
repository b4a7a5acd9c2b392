"use client";

import { Eye, EyeOff } from "lucide-react";
import { CopyButton } from "@/components/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import { useTimedReveal } from "@/components/ui/use-timed-reveal";
import { fillKey } from "@/lib/recipes/fill-key";
import { KEY_PLACEHOLDER, type RecipeBlock } from "@/lib/recipes/recipe";

type RecipeBlockProps = {
  block: RecipeBlock;
  /** For names of buttons: "Download the connector and check it". */
  title: string;
  /** What is shown where the key belongs; null leaves the placeholder, to be replaced by hand. */
  mask: string | null;
  reveal: () => Promise<string>;
  copy: () => Promise<string>;
  onKept?: (() => void) | undefined;
};

/** Commands or a file to copy. Where the key belongs a mask is shown until the key is asked for. */
export function RecipeBlockView({ block, title, mask, copy, onKept, ...props }: RecipeBlockProps) {
  const { reveal, show, hide } = useTimedReveal(props.reveal);
  const holdsSecret = block.holdsKey && mask !== null;
  const shown = reveal.state === "shown" ? reveal.text : (mask ?? KEY_PLACEHOLDER);
  const what = block.fileName ?? title;
  const open = reveal.state === "shown";
  return (
    <div className="rounded-sm bg-surface-2 inset-ring inset-ring-border forced-colors:border">
      <div className="flex min-h-9 items-center gap-1 border-b px-3">
        <span className="min-w-0 flex-1 truncate font-mono text-xs text-fg-3">{block.fileName ?? "Terminal"}</span>
        {holdsSecret ? (
          <IconButton
            label={`${open ? "Hide" : "Reveal"} the key in ${what}`}
            tooltip={open ? "Hide" : "Reveal"}
            busy={reveal.state === "loading"}
            onClick={() => (open ? hide() : void show())}
          >
            {open ? <EyeOff /> : <Eye />}
          </IconButton>
        ) : null}
        <CopyButton
          label={`Copy ${what}`}
          getText={async () => (holdsSecret ? fillKey(block.text, await copy()) : block.text)}
          onCopied={() => (holdsSecret ? onKept?.() : undefined)}
          onFailed={(error) =>
            toast.error("Not copied", {
              description: error instanceof Error ? error.message : "The browser does not allow it.",
            })
          }
        />
      </div>
      {reveal.state === "failed" ? (
        <p role="alert" className="px-3 pt-2 text-xs text-bad-fg">
          {reveal.error instanceof Error ? reveal.error.message : "The key could not be revealed. Try again."}
        </p>
      ) : null}
      <section
        aria-label={what}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable with the keyboard.
        tabIndex={0}
        className="max-h-96 overflow-auto px-3 py-2.5 font-mono text-[12px]/5 whitespace-pre"
      >
        <code>{block.holdsKey ? block.text.replaceAll(KEY_PLACEHOLDER, () => shown) : block.text}</code>
      </section>
    </div>
  );
}

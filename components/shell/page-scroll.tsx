import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** An ordinary page inside the shell: at most 1240 px wide, scrolling as a whole, cards on the canvas colour. */
export function PageScroll({ className, children, ...props }: ComponentProps<"div">) {
  return (
    <div {...props} className="min-h-0 flex-1 overflow-y-auto bg-bg">
      <div className={cn("mx-auto max-w-[1240px] px-6 pt-5 pb-10 max-md:px-4 max-md:pt-4 max-md:pb-8", className)}>
        {children}
      </div>
    </div>
  );
}

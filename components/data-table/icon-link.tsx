import type { ComponentProps } from "react";
import { type IconButtonVariants, iconButtonVariants } from "@/components/ui/button-variants";
import { Glyph, type GlyphName } from "@/components/ui/glyph";
import { tip } from "@/components/ui/tip";
import { ActionLink } from "./action-link";

type IconLinkProps = Omit<ComponentProps<typeof ActionLink>, "aria-label" | "className" | "children"> &
  Pick<IconButtonVariants, "tone"> & {
    /** Accessible name; it names the row: "Edit fra1". */
    label: string;
    tooltip: string;
    icon: GlyphName;
  };

/** An ActionLink in a row that is one icon, as an IconButton looks. */
export function IconLink({ label, tooltip, icon, tone, ...props }: IconLinkProps) {
  return (
    <ActionLink {...props} aria-label={label} className={iconButtonVariants({ tone })} {...tip(tooltip)}>
      <Glyph name={icon} />
    </ActionLink>
  );
}

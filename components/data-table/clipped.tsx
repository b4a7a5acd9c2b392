type ClippedProps = { children: string; className?: string };

/** Text of a cell on one line: what does not fit is cut off, and told when it is pointed at. */
export function Clipped({ children, className = "" }: ClippedProps) {
  return (
    <span className={`block truncate ${className}`} title={children}>
      {children}
    </span>
  );
}

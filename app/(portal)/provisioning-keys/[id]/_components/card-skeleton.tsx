import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { StatGrid } from "./key-stats";

/** In place of a card whose content is on its way. */
export function CardSkeleton({ title, rows }: { title: string; rows: number }) {
  return (
    <Card aria-busy>
      <CardHeader title={title} />
      <CardBody className="flex flex-col gap-4.5 py-5">
        {Array.from({ length: rows }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows that are all alike
          <Skeleton key={index} className={index % 3 === 2 ? "w-2/3" : "w-full"} />
        ))}
      </CardBody>
    </Card>
  );
}

export function StatsSkeleton() {
  return (
    <StatGrid>
      {["Used", "Left", "Last used", "Refused, 24 h"].map((label) => (
        <div key={label} className="px-4 py-3">
          <dt className="text-xs text-fg-3">{label}</dt>
          <dd className="flex h-11 items-center">
            <Skeleton className="w-20" />
          </dd>
        </div>
      ))}
    </StatGrid>
  );
}

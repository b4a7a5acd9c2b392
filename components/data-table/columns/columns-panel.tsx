"use client";

import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { GripVertical, Pin } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/lib/cn";
import { type LaidColumn, type TableLayout, withColumn, withMove } from "./layout";
import { useTableLayout } from "./layout-provider";

/** The list of a table's columns: a box shows or hides one, its handle moves it, by pointer or by keyboard. */
export function ColumnsPanel() {
  const { layout, change, reset } = useTableLayout();
  const contextId = useId();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const [first, ...rest] = layout.columns;
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over && over.id !== active.id) change(withMove(layout, String(active.id), String(over.id)));
  };
  return (
    <>
      <p className="px-3 pt-2.5 pb-1 text-xs text-fg-3">
        Drag a handle, or pick it up with Space and move it with the arrow keys.
      </p>
      <ul className="max-h-[min(420px,60dvh)] overflow-y-auto px-1 pb-1">
        {first ? (
          <li className="flex min-h-8 items-center gap-2 rounded-xs px-2 text-fg-2">
            <Pin aria-hidden className="size-3.5 text-fg-3" />
            {first.info.label}
            <span className="ml-auto text-xs text-fg-3">Always first</span>
          </li>
        ) : null}
        <DndContext
          id={contextId}
          sensors={sensors}
          collisionDetection={closestCenter}
          onDragEnd={onDragEnd}
          accessibility={{
            announcements: announceMoves(layout),
            screenReaderInstructions: {
              draggable:
                "Press Space to pick the column up, the arrow keys to move it, Space to drop it, Escape to leave it.",
            },
          }}
        >
          <SortableContext items={rest.map(({ info }) => info.name)} strategy={verticalListSortingStrategy}>
            {rest.map((column) => (
              <ColumnItem
                key={column.info.name}
                column={column}
                onToggle={(visible) => change(withColumn(layout, column.info.name, { visible }))}
              />
            ))}
          </SortableContext>
        </DndContext>
      </ul>
      <div className="flex items-center border-t px-2 py-1.5">
        <Button size="sm" variant="quiet" className="ml-auto max-md:h-10" onClick={reset}>
          Reset columns
        </Button>
      </div>
    </>
  );
}

function ColumnItem({ column, onToggle }: { column: LaidColumn; onToggle: (visible: boolean) => void }) {
  const { info, visible } = column;
  const id = useId();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: info.name,
  });
  return (
    <li
      ref={setNodeRef}
      style={{ transform: transform ? `translateY(${transform.y}px)` : undefined, transition }}
      className={cn(
        "relative flex min-h-8 items-center gap-2 rounded-xs pr-2 hover:bg-surface-3 max-md:min-h-11",
        isDragging && "z-1 bg-raised shadow-2",
      )}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        aria-label={`Move ${info.label}`}
        className="grid h-8 w-7 shrink-0 cursor-grab touch-none place-items-center rounded-xs text-fg-3 hover:text-fg active:cursor-grabbing max-md:h-11 max-md:w-9"
      >
        <GripVertical aria-hidden className="size-3.5" />
      </button>
      <label htmlFor={id} className="min-w-0 flex-1 truncate py-1.5">
        {info.label}
      </label>
      <Checkbox id={id} checked={visible} onCheckedChange={(next) => onToggle(next === true)} />
    </li>
  );
}

/** What a screen reader says while a column is moved. */
function announceMoves({ columns }: TableLayout): Announcements {
  const label = (id: string | number) => columns.find(({ info }) => info.name === id)?.info.label ?? "";
  const place = (id: string | number) =>
    `${columns.findIndex(({ info }) => info.name === id) + 1} of ${columns.length}`;
  return {
    onDragStart: ({ active }) => `${label(active.id)} picked up, column ${place(active.id)}.`,
    onDragOver: ({ active, over }) => (over ? `${label(active.id)} would be column ${place(over.id)}.` : undefined),
    onDragEnd: ({ active, over }) =>
      over ? `${label(active.id)} is now column ${place(over.id)}.` : `${label(active.id)} stays where it was.`,
    onDragCancel: ({ active }) => `${label(active.id)} stays where it was.`,
  };
}

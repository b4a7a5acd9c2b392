"use client";

import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/copy-button";
import { SecretField } from "@/components/secret-field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import { maskProvisioningKey } from "@/lib/provisioning-key/mask";
import { explainReveal } from "../../provisioning-keys/_components/row-reasons";
import { RecipeBlockView } from "./recipe-block";
import { useDocumentation, useKeySource } from "./use-documentation";

type DocumentationStepProps = {
  keyId: string;
  /** The key's text where it was just made, else null: then it is asked for when somebody wants it. */
  secret?: string | null;
  /** The key was copied or downloaded. */
  onKept?: () => void;
  /** In place of the masked key: the key itself, right after it was made. */
  children?: ReactNode;
};

/** How to enroll with a key: the key itself, its files, and numbered steps for each platform. */
export function DocumentationStep({ keyId, secret = null, onKept, children }: DocumentationStepProps) {
  const { load, retry } = useDocumentation(keyId);
  const { reveal, copy, download } = useKeySource(keyId, secret, onKept);
  if (load.state === "failed") {
    return (
      <Banner
        tone="bad"
        role="alert"
        title="The instructions could not be loaded."
        action={<Button onClick={retry}>Try again</Button>}
      >
        {load.message}
      </Banner>
    );
  }
  if (load.state === "loading") {
    return (
      <div aria-busy className="grid gap-3">
        <Skeleton className="w-48" />
        <Skeleton className="w-full" />
        <Skeleton className="w-72" />
      </div>
    );
  }
  const { key, recipes, files } = load.data;
  const reason = secret === null ? explainReveal(key) : undefined;
  const mask = secret !== null ? maskProvisioningKey(secret) : reason === undefined ? key.mask : null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6 [&>section]:min-w-0">
      {children ?? (
        <section aria-labelledby="documentation-key">
          <h2 id="documentation-key" className="mb-1.5 font-medium">
            Provisioning key
          </h2>
          {mask === null ? (
            <Banner tone="warn" title="The recipes below have a placeholder.">
              {reason} Where a recipe says PASTE-THE-PROVISIONING-KEY-HERE, put the key that you stored.
            </Banner>
          ) : (
            <SecretField variant="block" mask={mask} name={`provisioning key ${key.name}`} reveal={reveal}>
              <CopyButton
                label={`Copy provisioning key ${key.name}`}
                getText={copy}
                onCopied={onKept}
                onFailed={(error) =>
                  toast.error(`${key.name} was not copied`, {
                    description: error instanceof Error ? error.message : "The browser does not allow it.",
                  })
                }
              />
            </SecretField>
          )}
        </section>
      )}
      {mask === null ? null : (
        <section aria-labelledby="documentation-files">
          <h2 id="documentation-files" className="mb-1.5 font-medium">
            Download
          </h2>
          <div className="flex flex-wrap gap-2">
            {files.map((file) => (
              <Button
                key={file.format}
                icon={<Download className="size-3.5" />}
                title={file.fileName}
                onClick={() => void download(file)}
              >
                {file.label}
              </Button>
            ))}
          </div>
        </section>
      )}
      <section aria-labelledby="documentation-install">
        <h2 id="documentation-install" className="mb-1.5 font-medium">
          Install
        </h2>
        <Tabs defaultValue="linux">
          <TabsList aria-labelledby="documentation-install">
            {recipes.map(({ platform, label }) => (
              <TabsTrigger key={platform} value={platform}>
                {label}
              </TabsTrigger>
            ))}
          </TabsList>
          {recipes.map(({ platform, steps }) => (
            <TabsContent key={platform} value={platform} className="mt-4">
              <ol className="grid grid-cols-[minmax(0,1fr)] gap-5">
                {steps.map((step, index) => (
                  <li key={step.title} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
                    <h3 className="font-medium">
                      {index + 1}. {step.title}
                    </h3>
                    {step.text ? <p className="text-fg-2">{step.text}</p> : null}
                    {step.blocks.map((block) => (
                      <RecipeBlockView
                        key={block.text}
                        block={block}
                        title={step.title}
                        mask={mask}
                        reveal={reveal}
                        copy={copy}
                        onKept={onKept}
                      />
                    ))}
                  </li>
                ))}
              </ol>
            </TabsContent>
          ))}
        </Tabs>
      </section>
    </div>
  );
}

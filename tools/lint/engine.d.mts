export interface Finding {
  path: string;
  line: number;
  column: number;
  rule: string;
  message: string;
}

export interface Rule {
  name: string;
  appliesTo(path: string): boolean;
}

export function loadRules(): Promise<Rule[]>;
export function lintTree(
  root: string,
  paths?: string[],
): Promise<{ findings: Finding[]; files: number; rules: number }>;

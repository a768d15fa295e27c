export declare const root: string
export declare const bundler: string
export declare const packages: string
export declare function digestsOf(files: readonly string[]): Record<string, string>
export declare function keptProgram(folder: string, minutes?: number): string | undefined

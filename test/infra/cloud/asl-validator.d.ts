declare module 'asl-validator' {
  /** https://github.com/ChristopheBougere/asl-validator */
  export default function validate(
    definition: object,
    options: { checkArn: boolean; checkPaths: boolean },
  ): { isValid: boolean; errorsText(separator: string): string }
}

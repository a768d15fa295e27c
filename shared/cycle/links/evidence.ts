import type { Fact } from '../facts.ts'

/** What a report rests on, and what brings its cycle forward; the rest is how it came about. */
export const isEvidence = ({ kind }: Fact): boolean =>
  ![
    'mail',
    'sending',
    'delivery',
    'link',
    'visit',
    'ask',
    'colleague',
    'execution',
    'code',
    'code-try',
    'code-use',
  ].includes(kind)

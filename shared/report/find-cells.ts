/**
 * Whether a cell is the one that a person asks for: each word is in its name, or is its figure. What stands between the letters
 * (marks, brackets, blanks) is nobody's concern: 三(三)1 is 三、（三）1.属于国家秘密. Nothing asked, nothing meant.
 */
export function cellsAskedFor(asked: string): (name: string, figure: string) => boolean {
  const words = asked.split(/\s+/).map(plain).filter(Boolean)
  return (name, figure) => words.length > 0 && words.every((word) => plain(name).includes(word) || word === figure)
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

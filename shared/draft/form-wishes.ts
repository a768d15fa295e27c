import { ownOf } from '../present.ts'
import type { Cell } from '../report/cells.ts'
import { type Changes, type CopyAsShown, printOf } from './working-copy.ts'

/**
 * What a button of the form changes in the working copy: `zero:<table>` fills the empty cells of a table (of all without one),
 * `unzero` takes such zeros back, `take:<field>` puts the figure that gave way in its place again, `keep:<field>` lets the one
 * that stands stand. Undefined for any other button.
 */
export function wishedChanges(
  wish: string,
  { fields, values }: Pick<CopyAsShown, 'fields' | 'values'>,
  inputs: readonly Cell[],
): Changes | undefined {
  const colon = wish.indexOf(':')
  const what = colon < 0 ? wish : wish.slice(0, colon)
  const about = colon < 0 ? '' : wish.slice(colon + 1)
  const field = ownOf(fields, about)
  switch (what) {
    case 'zero': {
      const empty = inputs.filter(
        ({ id, table }) => (about === '' || table === about) && (values[`cell:${id}`] ?? '').trim() === '',
      )
      return Object.fromEntries(empty.map(({ id }) => [`cell:${id}`, { from: '', to: '0', origin: 'zero' }]))
    }
    case 'unzero': {
      const zeros = Object.entries(fields).filter(([, { origin, value }]) => origin === 'zero' && value === '0')
      return Object.fromEntries(zeros.map(([name]) => [name, { from: '0', to: '' }]))
    }
    case 'take':
      return field?.gave ? { [about]: { from: printOf(field.value), to: field.gave.value } } : {}
    case 'keep':
      return field?.gave ? { [about]: { from: printOf(field.value), to: field.value } } : {}
    default:
      return undefined
  }
}

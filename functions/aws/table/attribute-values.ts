import type { AttributeValue } from '@aws-sdk/client-dynamodb'

/** Facts hold strings, integers, booleans, null, lists and maps; anything else is a mistake and is refused, not rounded. */
export function marshal(value: unknown): AttributeValue {
  if (value === null) return { NULL: true }
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'boolean') return { BOOL: value }
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { N: String(value) }
  if (Array.isArray(value)) return { L: value.map(marshal) }
  if (typeof value === 'object') {
    const given = Object.entries(value).filter(([, v]) => v !== undefined)
    return { M: Object.fromEntries(given.map(([k, v]) => [k, marshal(v)])) }
  }
  throw new TypeError(`a fact cannot hold a ${typeof value} that is not an integer, a string or a truth value`)
}

export function unmarshal(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S
  if (value.N !== undefined) return Number(value.N)
  if (value.BOOL !== undefined) return value.BOOL
  if (value.L !== undefined) return value.L.map(unmarshal)
  if (value.M !== undefined) return Object.fromEntries(Object.entries(value.M).map(([k, v]) => [k, unmarshal(v)]))
  return null
}

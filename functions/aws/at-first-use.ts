/**
 * A service that is loaded when it is first asked: its client is then read and evaluated by whoever needs it, and not by every start of a
 * function that may. Only methods with these names, so that nobody takes one for there that is not.
 */
export function atFirstUse<Service extends object, Name extends keyof Service & string>(
  names: readonly Name[],
  load: () => Promise<Service>,
): Pick<Service, Name> {
  let loaded: Promise<Service> | undefined
  const method =
    (name: Name) =>
    async (...args: unknown[]): Promise<unknown> => {
      loaded ??= load()
      const service = await loaded
      return Reflect.apply(service[name] as (...args: unknown[]) => unknown, service, args)
    }
  return Object.fromEntries(names.map((name) => [name, method(name)])) as Pick<Service, Name>
}

import { describe, expect, it } from 'vitest'
import { routes } from '../../shared/contract/routes.ts'
import { deployedSystem } from './deployed-system.ts'

const { door } = deployedSystem()
const ask = (path: string, init: RequestInit = {}) => fetch(`${door.baseUrl}${path}`, { redirect: 'manual', ...init })
const html = { accept: 'text/html' }

describe('the front door of the deployed stage', () => {
  it('shows the page a link lands on, without anything that could be cached or framed', async () => {
    const page = await ask('/open', { headers: html })
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(await page.text()).toContain('<form')
  })

  it('answers HEAD as GET, without a body', async () => {
    const page = await ask('/open', { method: 'HEAD', headers: html })
    expect([page.status, await page.text()]).toEqual([200, ''])
  })

  it.each([
    ['what is nowhere', 'GET', '/nowhere', 404],
    ['a path by another method', 'DELETE', '/open', 405],
  ])('says so for %s', async (_name, method, path, status) => {
    const answer = await ask(path, { method })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  it('refuses a form of another site', async () => {
    const answer = await ask('/open', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      body: 'token=v1.1.x.x.x',
    })
    expect(answer.status).toBe(403)
  })

  it('says nothing about a link that was never made, and breaks on none', async () => {
    for (const token of ['', 'v1', 'v1.1.AAAA.0.slice.AAAA', '联报', 'x'.repeat(20_000)]) {
      const answer = await ask('/open', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...html },
        body: new URLSearchParams({ token }).toString(),
      })
      expect([token.slice(0, 30), answer.status >= 400 && answer.status < 500]).toEqual([token.slice(0, 30), true])
    }
  })

  it('every page behind a link is closed to who has none', async () => {
    for (const route of routes.filter(
      ({ method, path }) => method === 'GET' && path !== '/open' && !path.startsWith('/desk/'),
    )) {
      const answer = await ask(route.path, { headers: { accept: 'application/json' } })
      expect([route.path, answer.status]).toEqual([route.path, 401])
    }
  })

  it('tells links where they point: the stage’s own address, whatever a request says of its host', async () => {
    const page = await ask('/open', { headers: { ...html, 'x-forwarded-host': 'evil.example.org' } })
    expect(await page.text()).not.toContain('evil.example.org')
    expect(page.headers.get('location')).toBeNull()
  })
})

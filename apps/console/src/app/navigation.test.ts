import { ROLES } from '@lianxin/contract'
import { expect, test } from 'vitest'

import { screensFor } from './navigation.tsx'

const paths = (role: keyof typeof ROLES) => screensFor(ROLES[role]).map((screen) => screen.path)

test('each role starts on the screen of its work', () => {
  expect(paths('dispatcher')[0]).toBe('/queue')
  expect(paths('hotlineClerk')).toContain('/intake')
  expect(paths('securityAdmin')).toEqual(['/organisation', '/duty', '/accounts'])
  expect(paths('citizenInspector')).toEqual(['/inspections'])
  expect(paths('auditor')).toEqual([
    '/map',
    '/figures',
    '/briefs',
    '/assessments',
    '/inquiries',
    '/inspections',
    '/field-plans',
    '/grids',
    '/organisation',
    '/duty',
    '/texts',
    '/audit',
  ])
})

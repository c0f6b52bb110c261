import type * as contract from '@lianxin/contract'
import { wire } from '@lianxin/client'

/** The operations this page calls, without their schemas: the page has to open on a weak network. */
export const readNotice = wire<typeof contract.readNotice>({ method: 'GET', path: '/notice' })
export const readPlaceCode = wire<typeof contract.readPlaceCode>({ method: 'GET', path: '/places/:code' })
export const readPlaceOutline = wire<typeof contract.readPlaceOutline>({ method: 'GET', path: '/places/:code/outline' })
export const searchPlaces = wire<typeof contract.searchPlaces>({ method: 'GET', path: '/places' })
export const locateGrid = wire<typeof contract.locateGrid>({ method: 'GET', path: '/grid-at' })
export const readGridCard = wire<typeof contract.readGridCard>({ method: 'GET', path: '/grid-cards/:gridId' })
export const listPublicClinics = wire<typeof contract.listPublicClinics>({
  method: 'GET',
  path: '/grid-cards/:gridId/clinics',
})
export const reportPublic = wire<typeof contract.reportPublic>({ method: 'POST', path: '/reports' })
export const readFollow = wire<typeof contract.readFollow>({ method: 'GET', path: '/follow/:number' })
export const commandFollow = wire<typeof contract.commandFollow>({ method: 'POST', path: '/follow/:number/commands' })
export const readFollowNotices = wire<typeof contract.readFollowNotices>({
  method: 'GET',
  path: '/follow/:number/notices',
})
export const putFollowNotices = wire<typeof contract.putFollowNotices>({
  method: 'PUT',
  path: '/follow/:number/notices',
})
export const readFollowPhoto = wire<typeof contract.readFollowPhoto>({
  method: 'GET',
  path: '/follow/:number/photos/:photoId',
  download: 'image/webp',
})

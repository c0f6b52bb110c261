import type * as contract from '@lianxin/contract'
import { wire } from '@lianxin/client'

/** The operations this page calls, without their schemas: a telephone should not load a schema library. */
export const openSession = wire<typeof contract.openSession>({ method: 'POST', path: '/session' })
export const readSession = wire<typeof contract.readSession>({ method: 'GET', path: '/session' })
export const choosePost = wire<typeof contract.choosePost>({ method: 'PUT', path: '/session/post' })
export const closeSession = wire<typeof contract.closeSession>({ method: 'DELETE', path: '/session' })
export const listDemoPeople = wire<typeof contract.listDemoPeople>({ method: 'GET', path: '/demo/people' })
export const enterDemo = wire<typeof contract.enterDemo>({ method: 'POST', path: '/demo/session' })
export const listTickets = wire<typeof contract.listTickets>({ method: 'GET', path: '/tickets' })
export const countTickets = wire<typeof contract.countTickets>({ method: 'GET', path: '/ticket-counts' })
export const readTicket = wire<typeof contract.readTicket>({ method: 'GET', path: '/tickets/:ticketId' })
export const readReporter = wire<typeof contract.readReporter>({ method: 'POST', path: '/tickets/:ticketId/reporter' })
export const readPhoto = wire<typeof contract.readPhoto>({
  method: 'GET',
  path: '/tickets/:ticketId/photos/:photoId',
  download: 'image/webp',
})
export const readCatalogue = wire<typeof contract.readCatalogue>({ method: 'GET', path: '/catalogue' })
export const locateGrid = wire<typeof contract.locateGrid>({ method: 'GET', path: '/grid-at' })
export const listGrids = wire<typeof contract.listGrids>({ method: 'GET', path: '/grids' })
export const readGrid = wire<typeof contract.readGrid>({ method: 'GET', path: '/grids/:gridId' })
export const readGridCard = wire<typeof contract.readGridCard>({ method: 'GET', path: '/grid-cards/:gridId' })
export const readOutlines = wire<typeof contract.readOutlines>({ method: 'GET', path: '/grid-outlines' })
export const readVoice = wire<typeof contract.readVoice>({
  method: 'GET',
  path: '/tickets/:ticketId/voices/:voiceId',
  download: 'audio/webm',
})
export const listVisitPlans = wire<typeof contract.listVisitPlans>({ method: 'GET', path: '/visit-plans' })
export const recordVisit = wire<typeof contract.recordVisit>({ method: 'POST', path: '/visit-plans/:planId/visits' })
export const readTicketInquiries = wire<typeof contract.readTicketInquiries>({
  method: 'GET',
  path: '/tickets/:ticketId/inquiries',
})
export const askInquiry = wire<typeof contract.askInquiry>({ method: 'POST', path: '/tickets/:ticketId/inquiries' })
export const judgeInquiry = wire<typeof contract.judgeInquiry>({
  method: 'POST',
  path: '/inquiries/:inquiryId/verdict',
})
export const suggestClasses = wire<typeof contract.suggestClasses>({ method: 'GET', path: '/class-suggestions' })

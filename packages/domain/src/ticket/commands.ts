import type { TimeLimit } from '../calendar/types.ts'
import type { Instant } from '../time.ts'
import type { Channel, ClassRef, Place, UnitRef, Urgency } from './types.ts'

/** What every command carries. `commandId` is made by the client (UUIDv7): sent twice it has one effect. */
interface CommandBase {
  readonly commandId: string
  /** The revision the sender saw; another one by now is refused as `ticket.stale`. Left out: no check. */
  readonly expectedRevision?: number
}

/** A class with the limit the catalogue gives it. The caller reads the limit there, never from a request. */
export interface Classification {
  readonly class: ClassRef
  readonly limit: TimeLimit
}

/** What was done on the spot by a grid worker who reports and settles in one go (当场处理). */
export interface SettledOnTheSpot {
  /** The worker's own unit; it becomes the holder. */
  readonly by: UnitRef
  readonly publicReply: string
  readonly evidencePhotoIds?: readonly string[]
}

/** 登记: makes the ticket. A place without a grid goes to the fallback desk; it is never refused for that. */
export interface ReportCommand extends CommandBase {
  readonly kind: 'report'
  readonly ticketId: string
  readonly channel: Channel
  readonly urgency: Urgency
  readonly title: string
  readonly description: string
  readonly place: Place
  readonly classification?: Classification
  readonly selfResolved?: SettledOnTheSpot
}

/** Everything that can be asked of an existing ticket. Reasons are internal; a `publicReply` goes to the reporter. */
type ExistingTicketCommand =
  | { readonly kind: 'accept' }
  | { readonly kind: 'decline'; readonly publicReply: string; readonly reason: string }
  | { readonly kind: 'classify'; readonly class: ClassRef; readonly limit: TimeLimit; readonly urgency: Urgency }
  | { readonly kind: 'locate'; readonly place: Place }
  | { readonly kind: 'file' }
  | { readonly kind: 'dispatch'; readonly to: UnitRef; readonly limit?: TimeLimit }
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'returnToDispatcher'; readonly reason: string }
  | { readonly kind: 'reassign'; readonly to: UnitRef; readonly reason: string; readonly limit?: TimeLimit }
  | { readonly kind: 'addUnit'; readonly unitId: string }
  | { readonly kind: 'coUnitResult'; readonly text: string }
  | { readonly kind: 'start' }
  | { readonly kind: 'selfResolve'; readonly publicReply: string; readonly evidencePhotoIds?: readonly string[] }
  /** `to` only for skipping levels of an urgent ticket, where the context allows it. */
  | { readonly kind: 'escalate'; readonly reason: string; readonly to?: UnitRef }
  | { readonly kind: 'requestSuspend'; readonly reason: string; readonly until: Instant }
  | { readonly kind: 'requestExtension'; readonly reason: string; readonly extra: TimeLimit }
  | { readonly kind: 'requestAbnormalClose'; readonly reason: string; readonly publicReply: string }
  | { readonly kind: 'approve' }
  | { readonly kind: 'reject'; readonly reason: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'resolve'; readonly publicReply: string; readonly evidencePhotoIds?: readonly string[] }
  | { readonly kind: 'verify' }
  | { readonly kind: 'rework'; readonly reason: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'void'; readonly reason: string; readonly publicReply: string }
  | { readonly kind: 'merge'; readonly intoId: string; readonly publicReply: string }
  | { readonly kind: 'unmerge'; readonly reason: string }
  | {
      readonly kind: 'reopen'
      readonly reason: string
      /** Not the reporter's word: a sample was checked again and found untrue. */
      readonly cause?: 'recheck'
    }
  | { readonly kind: 'rate'; readonly score: number; readonly comment: string }
  | { readonly kind: 'supplement'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'remind'; readonly text: string }
  /** Computes the deadlines again after the calendar was extended or corrected. */
  | { readonly kind: 'replan' }
  /** Takes back one's own last command, which must be this one. */
  | { readonly kind: 'undo'; readonly ofCommandId: string }
  /** 移交: a unit was dissolved or gave a duty up; whatever it was to the ticket, another unit is from now on. */
  | { readonly kind: 'succeed'; readonly fromUnitId: string; readonly heir: UnitRef; readonly reason: string }

/** A wish to change a ticket; `decide` turns it into steps or into a refusal. */
export type Command = ReportCommand | (CommandBase & ExistingTicketCommand)
export type CommandKind = Command['kind']
export type CommandOf<K extends CommandKind> = Extract<Command, { readonly kind: K }>

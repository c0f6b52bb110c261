import { briefDocument, type BriefFormat, type readBriefFile } from '@lianxin/contract'

import { Refusal } from '../../../platform/refusal.ts'
import type { Call, Download } from '../../../platform/serve.ts'
import { scopeOf, sessionOf } from '../../../platform/session.ts'
import { XLSX } from '../../../platform/sheets/xlsx.ts'
import { PaperMaker } from './paper.ts'
import { openBrief } from './read.ts'
import { briefXlsx } from './xlsx.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const TYPE_OF = { docx: DOCX, pdf: 'application/pdf', xlsx: XLSX } as const satisfies Readonly<
  Record<BriefFormat, string>
>
const papers = new PaperMaker()

/** `brief.file`: made from what was produced, so that it says the same whenever it is fetched. */
export async function fileFor(call: Call<typeof readBriefFile>): Promise<Download> {
  const session = sessionOf(call)
  const { format, lang = call.lang } = call.query
  // The transaction ends before the file is made.
  const { content, version } = await call.inScope(scopeOf(session), (tx) =>
    openBrief(tx, session.districtId, call.params.briefId),
  )
  if (!content) throw new Refusal('brief.not_ready')
  const brief = briefDocument(content, version, lang)
  const bytesOf = async (): Promise<Uint8Array> => {
    switch (format) {
      case 'docx':
        return papers.docx(brief, content.district)
      case 'pdf':
        return (await papers.pdf(brief)).bytes
      case 'xlsx':
        return briefXlsx(brief, lang === 'zh' ? '简报' : 'Brief')
    }
  }
  const filename = `${brief.title} ${brief.subtitle.replaceAll(' · ', ' ')}.${format}`
  return { bytes: Buffer.from(await bytesOf()), filename, type: TYPE_OF[format] }
}

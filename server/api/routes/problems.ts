/** What stands at the `type` of a problem: its title, for people who follow it. */
import { NotFound } from '../../platform/errors.ts'
import type { Api } from '../api.ts'
import { problemTitles } from '../problem-titles.ts'
import { PROBLEM_PATH } from '../problems.ts'

export function registerProblemRoutes(app: Api): void {
  app.get<{ Params: { code: string } }>(`${PROBLEM_PATH}:code`, async ({ params: { code } }, reply) => {
    const title = Object.hasOwn(problemTitles, code) ? problemTitles[code] : undefined
    if (!title) throw new NotFound('no-such-route', 'There is no such problem.')
    return reply
      .type('text/html; charset=utf-8')
      .serializer(String)
      .send(
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>` +
          `<h1>${title}</h1><p>The API answers with <code>${PROBLEM_PATH}${code}</code> where this is so. ` +
          'What happened to what, and what to do next, is in the <code>detail</code> of the answer; ' +
          'where input was wrong, <code>errors</code> lists each fault with its pointer.</p></html>',
      )
  })
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, readersOf, refusal, SECRET } from '../../support/knowledge.ts'

describe('R', () => {
  it('reads tokens of forges, also when git uses them, too', () => {
    for (const name of ['GITHUB_PAT', 'GITLAB_PAT', 'BITBUCKET_PASSWORD', 'GITHUB_TOKEN'])
      assert.deepEqual(readersOf(name, `Rscript -e 'renv::restore()'`, 'true'), [`Rscript -e 'renv::restore()'`])
    assert.deepEqual(readersOf('GITHUB_TOKEN', 'curl -u $GITHUB_TOKEN: https://h.example', 'R -e x'), [
      'curl -u $GITHUB_TOKEN: https://h.example',
      'R -e x',
    ])
  })

  it('finds a .Renviron only where it runs', () =>
    assert.deepEqual(
      fixed('echo "GITHUB_PAT=$TOKEN" >> ~/.Renviron', `R -e 'remotes::install_github("corp/x")'`).runs,
      [`echo "GITHUB_PAT=$TOKEN" >> ~/.Renviron && R -e 'remotes::install_github("corp/x")' && rm -f /root/.Renviron`],
    ))

  it('keeps the settings of the installation as they are', () =>
    assert.match(
      refusal('echo "GITHUB_PAT=$TOKEN" >> /usr/local/lib/R/etc/Renviron && Rscript install.R'),
      /^TOKEN is written to \/usr\/local\/lib\/R\/etc\/Renviron, which the running container may need/,
    ))
})

describe('.Renviron', () => {
  it('is told by its name and text, that of the installation by its text alone', () => {
    assert.equal(copying('.Renviron', './'), 'warning')
    assert.equal(copying('.Renviron', './', `GITHUB_PAT=${SECRET}\n`), 'error')
    assert.equal(copying('Renviron', '/etc/R/Renviron'), undefined)
    assert.equal(copying('Renviron.site', '/etc/R/', `GITHUB_PAT="${SECRET}"\n`), 'error')
    assert.ok(!holds('.Renviron', 'R_LIBS_USER=/opt/r\nRENV_PATHS_CACHE=/cache\n'))
  })
})
